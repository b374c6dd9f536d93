/**
 * Files of the window: on their way out, in a folder that only this user may enter and that is emptied at both ends of a run;
 * and where an app's data belongs.
 *
 * Not for: keeping secrets (`FileSecrets`), or asking the client for a file (`FileChoice`).
 */
package app.stipple.desktop

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import java.io.File
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.channels.FileLock
import java.nio.channels.OverlappingFileLockException
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.PosixFilePermissions
import java.util.UUID

class DesktopFiles(private val folder: File) {
    /** A place for a file of that name, in a folder of its own: the core tells the name. */
    fun fresh(name: String): File {
        ownerOnly(folder)
        return File(File(folder, "${UUID.randomUUID()}").apply { mkdir() }, name)
    }

    /** Whatever an earlier run left. */
    fun sweep() {
        folder.deleteRecursively()
    }

    /** Files that have passed. */
    suspend fun gone(paths: List<String>) = withContext(Dispatchers.IO + NonCancellable) {
        paths.forEach { File(it).parentFile?.deleteRecursively() }
    }

    /** Puts a copy of [file] where the client wants it: whole, or not at all. */
    suspend fun give(file: File, to: File) = withContext(Dispatchers.IO) {
        val beside = Files.createTempFile(to.absoluteFile.parentFile.toPath(), ".stipple", null)
        try {
            Files.copy(file.toPath(), beside, StandardCopyOption.REPLACE_EXISTING)
            Files.move(beside, to.toPath(), StandardCopyOption.REPLACE_EXISTING)
        } finally {
            Files.deleteIfExists(beside)
        }
        Unit
    }
}

/** Makes a folder that only this user may enter, as far as the file system knows users. */
internal fun ownerOnly(folder: File) {
    if (folder.isDirectory) return
    folder.absoluteFile.parentFile?.mkdirs()
    val path = folder.toPath()
    if ("posix" in path.fileSystem.supportedFileAttributeViews()) {
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
    } else {
        Files.createDirectory(path)
    }
}

/** The folder of one window: within another, which may have more in it, its own alone. */
object DesktopFolder {
    private const val NAME = "stipple-window"

    /** Held until the process ends. */
    private val held = mutableListOf<FileLock>()

    /** Makes it where it is not, for this user alone; null where another window has it. */
    @Throws(IOException::class)
    fun take(base: File): File? {
        val folder = File(base, NAME)
        ownerOnly(folder)
        val channel = FileChannel.open(File(folder, "lock").toPath(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
        val lock = try {
            channel.tryLock()
        } catch (_: OverlappingFileLockException) {
            null
        }
        if (lock == null) channel.close() else held += lock
        return folder.takeIf { lock != null }
    }
}

/**
 * Where this system keeps an app's data: `XDG_DATA_HOME` (freedesktop.org's base directories), Application Support on a Mac,
 * `APPDATA` on Windows. Not the terminal's own folder: each has its device key.
 */
internal fun dataFolder(system: String, home: String, environment: Map<String, String>): File = when {
    system.startsWith("Mac") -> File(home, "Library/Application Support")
    system.startsWith("Windows") -> environment["APPDATA"]?.let(::File) ?: File(home, "AppData/Roaming")
    // A relative one is to be ignored, says the specification.
    else -> environment["XDG_DATA_HOME"]?.let(::File)?.takeIf { it.isAbsolute } ?: File(home, ".local/share")
}
