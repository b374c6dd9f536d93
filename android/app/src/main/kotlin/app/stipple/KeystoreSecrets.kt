/**
 * The core's secrets: files that only a key in the device's Keystore opens, which never leaves it.
 *
 * Not for: what the secrets are.
 */
package app.stipple

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import app.stipple.logic.Secrets
import java.io.File
import java.io.FileOutputStream
import java.security.KeyStore
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

class KeystoreSecrets(private val folder: File) : Secrets {
    @Synchronized
    override fun get(name: String): ByteArray? {
        val file = File(folder, name)
        if (!file.exists()) return null
        val sealed = file.readBytes()
        val key = checkNotNull(key()) { "the Keystore's key is gone" }
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES))
        cipher.updateAAD(name.toByteArray())
        return cipher.doFinal(sealed, NONCE_BYTES, sealed.size - NONCE_BYTES)
    }

    @Synchronized
    override fun add(name: String, secret: ByteArray) {
        val file = File(folder, name)
        if (file.exists()) return
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, key() ?: newKey())
        cipher.updateAAD(name.toByteArray())
        val sealed = cipher.iv + cipher.doFinal(secret)
        folder.mkdirs()
        val half = File(folder, "$name.half")
        FileOutputStream(half).use {
            it.write(sealed)
            it.fd.sync()
        }
        check(half.renameTo(file)) { "$name was not kept" }
    }

    @Synchronized
    override fun delete(name: String) {
        File(folder, name).delete()
    }

    @Synchronized
    override fun forgetAll() {
        folder.deleteRecursively()
    }

    private fun key(): SecretKey? = KeyStore.getInstance(STORE).apply { load(null) }.getKey(ALIAS, null) as SecretKey?

    private fun newKey(): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val spec = KeyGenParameterSpec.Builder(ALIAS, purposes)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(KEY_BITS)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).apply { init(spec) }.generateKey()
    }

    private companion object {
        const val STORE = "AndroidKeyStore"
        const val ALIAS = "stipple"
        const val CIPHER = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val TAG_BITS = 128
        const val NONCE_BYTES = 12
    }
}
