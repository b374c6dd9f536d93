/**
 * The device's keys as files that only this user may read, as the terminal has them: a desktop has no one place for secrets
 * that every system has.
 *
 * Not for: a device that others use under the same user.
 */
package app.stipple.desktop

import app.stipple.logic.Secrets
import java.io.File
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.StandardOpenOption

class FileSecrets(private val folder: File) : Secrets {
    @Throws(IOException::class)
    override fun get(name: String): ByteArray? = File(folder, name).takeIf { it.exists() }?.readBytes()

    @Throws(IOException::class)
    override fun add(name: String, secret: ByteArray) {
        ownerOnly(folder)
        val beside = Files.createTempFile(folder.toPath(), name, null)
        try {
            FileChannel.open(beside, StandardOpenOption.WRITE).use { channel ->
                val bytes = java.nio.ByteBuffer.wrap(secret)
                while (bytes.hasRemaining()) channel.write(bytes)
                channel.force(true)
            }
            // A link and not a move: it fails where one is there.
            Files.createLink(File(folder, name).toPath(), beside)
        } catch (_: FileAlreadyExistsException) {
            return
        } finally {
            Files.deleteIfExists(beside)
        }
    }

    @Throws(IOException::class)
    override fun delete(name: String) {
        Files.deleteIfExists(File(folder, name).toPath())
    }

    override fun forgetAll() {
        folder.deleteRecursively()
    }
}
