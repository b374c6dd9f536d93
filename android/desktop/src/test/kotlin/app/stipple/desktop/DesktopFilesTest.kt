/** Folders, keys and files of the window on a real disk. Not for: the core's own files. */
package app.stipple.desktop

import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.io.IOException
import java.nio.file.Files
import java.util.Locale

class DesktopFilesTest {
    @get:Rule
    val folder = TemporaryFolder()

    private fun rights(file: File) = Files.getPosixFilePermissions(file.toPath()).map { "$it" }.toSet()

    @Test
    fun `a key is never written over and only its owner reads it`() {
        val secrets = FileSecrets(File(folder.root, "deep/keys"))
        assertNull(secrets.get("device"))
        secrets.add("device", byteArrayOf(1, 2))
        secrets.add("device", byteArrayOf(3))
        assertArrayEquals(byteArrayOf(1, 2), secrets.get("device"))
        val keys = File(folder.root, "deep/keys")
        assertEquals(listOf("device"), keys.list()!!.toList())
        assertEquals(setOf("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE"), rights(keys))
        assertEquals(setOf("OWNER_READ", "OWNER_WRITE"), rights(File(keys, "device")))
        secrets.delete("device")
        assertNull(secrets.get("device"))
        secrets.add("another", byteArrayOf(4))
        secrets.forgetAll()
        assertFalse(keys.exists())
    }

    @Test
    fun `a key that cannot be read is no missing key`() {
        val keys = File(folder.root, "keys").apply { File(this, "device").mkdirs() }
        val said = runCatching { FileSecrets(keys).get("device") }
        assertTrue("$said", said.exceptionOrNull() is IOException)
    }

    @Test
    fun `a file is given whole and takes the place of another`() = runBlocking {
        val files = DesktopFiles(File(folder.root, "passing"))
        val made = files.fresh("out.txt").apply { writeText("new") }
        assertEquals(setOf("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE"), rights(File(folder.root, "passing")))
        val to = folder.newFile("mine.txt").apply { writeText("old") }
        files.give(made, to)
        assertEquals("new", to.readText())
        files.gone(listOf(made.path))
        assertEquals(emptyList<String>(), File(folder.root, "passing").list()!!.toList())
        assertTrue(to.exists())
    }

    @Test
    fun `where each system keeps an app's data`() {
        val home = "/home/ada"
        assertEquals(File("/home/ada/.local/share"), dataFolder("Linux", home, emptyMap()))
        assertEquals(File("/data"), dataFolder("Linux", home, mapOf("XDG_DATA_HOME" to "/data")))
        assertEquals(File("/home/ada/.local/share"), dataFolder("Linux", home, mapOf("XDG_DATA_HOME" to "relative")))
        assertEquals(File("/home/ada/Library/Application Support"), dataFolder("Mac OS X", home, emptyMap()))
        assertEquals(File("/roaming"), dataFolder("Windows 11", home, mapOf("APPDATA" to "/roaming")))
    }

    @Test
    fun `a window has a folder of its own within the one that is named and shares it with no other`() {
        val base = folder.newFolder("documents").apply { File(this, "keys").mkdir() }
        val taken = DesktopFolder.take(base)!!
        assertEquals(setOf("keys", "stipple-window"), base.list()!!.toSet())
        assertEquals(setOf("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE"), rights(taken))
        assertNull(DesktopFolder.take(base))
        assertTrue(runCatching { DesktopFolder.take(folder.newFile("a file")) }.exceptionOrNull() is IOException)
    }

    @Test
    fun `the time as people write it there`() {
        assertEquals(listOf(true, false, true), listOf(Locale.UK, Locale.US, Locale.GERMANY).map(::hours24))
    }
}
