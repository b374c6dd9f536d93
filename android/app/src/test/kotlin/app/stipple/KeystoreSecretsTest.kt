/** Secrets under a Keystore that behaves as the device's does, but for the hardware. */
package app.stipple

import android.security.keystore.KeyGenParameterSpec
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.io.File
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey
import javax.crypto.spec.SecretKeySpec

private val keys = mutableMapOf<String, SecretKey>()

class FakeKeystore : KeyStoreSpi() {
    override fun engineLoad(stream: InputStream?, password: CharArray?) = Unit
    override fun engineGetKey(alias: String, password: CharArray?): Key? = keys[alias]
    override fun engineContainsAlias(alias: String) = alias in keys
    override fun engineDeleteEntry(alias: String) {
        keys.remove(alias)
    }
    override fun engineAliases(): Enumeration<String> = Collections.enumeration(keys.keys)
    override fun engineSize() = keys.size
    override fun engineIsKeyEntry(alias: String) = alias in keys
    override fun engineIsCertificateEntry(alias: String) = false
    override fun engineGetCertificate(alias: String): Certificate? = null
    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null
    override fun engineGetCertificateAlias(certificate: Certificate?): String? = null
    override fun engineGetCreationDate(alias: String) = Date(0)
    override fun engineSetKeyEntry(alias: String, key: Key?, password: CharArray?, chain: Array<out Certificate>?) = throw UnsupportedOperationException()
    override fun engineSetKeyEntry(alias: String, key: ByteArray?, chain: Array<out Certificate>?) = throw UnsupportedOperationException()
    override fun engineSetCertificateEntry(alias: String, certificate: Certificate?) = throw UnsupportedOperationException()
    override fun engineStore(stream: OutputStream?, password: CharArray?) = Unit
}

class FakeGenerator : KeyGeneratorSpi() {
    private lateinit var alias: String
    override fun engineInit(random: SecureRandom?) = throw UnsupportedOperationException()
    override fun engineInit(size: Int, random: SecureRandom?) = throw UnsupportedOperationException()
    override fun engineInit(spec: AlgorithmParameterSpec, random: SecureRandom?) {
        alias = (spec as KeyGenParameterSpec).keystoreAlias
    }
    override fun engineGenerateKey(): SecretKey =
        SecretKeySpec(ByteArray(32).also(SecureRandom()::nextBytes), "AES").also { keys[alias] = it }
}

class FakeProvider : Provider("AndroidKeyStore", "1", "for a test") {
    init {
        put("KeyStore.AndroidKeyStore", FakeKeystore::class.java.name)
        put("KeyGenerator.AES", FakeGenerator::class.java.name)
    }
}

@RunWith(RobolectricTestRunner::class)
@Config(application = android.app.Application::class)
class KeystoreSecretsTest {
    @get:Rule
    val folder = TemporaryFolder()
    private val secret = "AGE-SECRET-KEY-1".toByteArray()
    private fun open() = KeystoreSecrets(File(folder.root, "secrets"))

    @Before
    fun begin() {
        keys.clear()
        Security.addProvider(FakeProvider())
    }

    @After
    fun end() = Security.removeProvider("AndroidKeyStore")

    @Test
    fun `kept over a restart and sealed on the disk`() {
        assertNull(open().get("device-key"))
        open().add("device-key", secret)
        assertArrayEquals(secret, open().get("device-key"))
        val bytes = File(folder.root, "secrets/device-key").readBytes()
        assertFalse(String(bytes, Charsets.ISO_8859_1).contains("AGE"))
    }

    @Test
    fun `the first stays`() {
        open().add("device-key", secret)
        open().add("device-key", "another".toByteArray())
        assertArrayEquals(secret, open().get("device-key"))
    }

    @Test
    fun `what cannot be said is an error and never none`() {
        open().add("device-key", secret)
        keys.clear()
        assertThrows(IllegalStateException::class.java) { open().get("device-key") }
    }

    @Test
    fun `one secret is not another and what was changed does not open`() {
        open().add("one", secret)
        val file = File(folder.root, "secrets/one")
        file.copyTo(File(folder.root, "secrets/two"))
        assertThrows(Exception::class.java) { open().get("two") }
        file.writeBytes(file.readBytes().also { it[20] = (it[20] + 1).toByte() })
        assertThrows(Exception::class.java) { open().get("one") }
    }

    @Test
    fun `deleted it is none`() {
        open().add("device-key", secret)
        open().delete("device-key")
        assertNull(open().get("device-key"))
    }
}
