import com.android.apksig.ApkSigner;
import com.android.apksig.ApkVerifier;
import com.android.apksig.KeyConfig;
import java.io.File;
import java.io.FileInputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** Signs an APK and verifies it: KEYS PASSWORD IN OUT MIN_SDK. Not for: keys that matter; the password is an argument. */
public class Sign {
    public static void main(String[] given) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (FileInputStream file = new FileInputStream(given[0])) {
            keys.load(file, given[1].toCharArray());
        }
        PrivateKey key = (PrivateKey) keys.getKey("key", given[1].toCharArray());
        X509Certificate certificate = (X509Certificate) keys.getCertificate("key");
        File signed = new File(given[3]);
        new ApkSigner.Builder(List.of(new ApkSigner.SignerConfig.Builder("key", new KeyConfig.Jca(key), List.of(certificate)).build()))
                .setInputApk(new File(given[2])).setOutputApk(signed).setMinSdkVersion(Integer.parseInt(given[4]))
                .setV1SigningEnabled(false).setV2SigningEnabled(true).setV3SigningEnabled(true).build().sign();
        ApkVerifier.Result found = new ApkVerifier.Builder(signed).build().verify();
        System.out.println("verified: " + found.isVerified() + ", v2: " + found.isVerifiedUsingV2Scheme() + ", v3: " + found.isVerifiedUsingV3Scheme());
        if (!found.isVerified()) {
            throw new IllegalStateException(found.getAllErrors().toString());
        }
    }
}
