/**
 * A process from its start to the first board as a record: tests/bench/shell_startup.sh runs it many times.
 *
 *     StartUp make FOLDER       a course with a session, to be opened
 *     StartUp board FOLDER      loads the core, opens it, asks for the board, twice; prints milliseconds
 *     StartUp nothing FOLDER    the process alone
 *
 * Not for: drawing it (`StartUpBench`).
 */
package app.stipple.logic

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import java.io.File
import java.time.Duration
import java.time.Instant
import java.time.ZoneId

fun main(args: Array<String>) {
    val (what, folder) = args
    if (what == "nothing") return
    val begun = System.nanoTime()
    CoreStipple.open(device(File(folder)), Dispatchers.IO).use { core ->
        val opened = System.nanoTime()
        runBlocking {
            if (what == "make") {
                core.startCourse(core.builtInSheets().first().text)
                core.logSession(SessionLog(ended = SESSION_END))
                return@runBlocking
            }
            check(core.today().sections.isNotEmpty()) { "no board" }
            val first = System.nanoTime()
            core.today()
            println(listOf(opened - begun, first - opened, System.nanoTime() - first).joinToString(" ") { "%.2f".format(it / 1e6) })
        }
    }
}

private val SESSION_END: Instant = Instant.parse("2026-05-01T16:30:00Z")

/** Four days after the session, on any day that it is run. */
private fun device(folder: File) =
    Device(File(folder, "data").path, ZoneId.of("Europe/London"), listOf("en-GB"), true, FolderSecrets(File(folder, "secrets"))) {
        SESSION_END +
            Duration.ofDays(4)
    }

/** Kept from one process to the next, in the bench's own folder. */
private class FolderSecrets(private val folder: File) : Secrets {
    override fun get(name: String): ByteArray? = File(folder, name).takeIf { it.exists() }?.readBytes()
    override fun add(name: String, secret: ByteArray) {
        folder.mkdirs()
        if (!File(folder, name).exists()) File(folder, name).writeBytes(secret)
    }
    override fun delete(name: String) {
        File(folder, name).delete()
    }
    override fun forgetAll() {
        folder.deleteRecursively()
    }
}
