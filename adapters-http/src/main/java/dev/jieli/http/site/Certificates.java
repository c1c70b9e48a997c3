package dev.jieli.http.site;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;
import nl.altindag.ssl.util.SSLFactoryUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 证书: what the server shows to browsers. A renewed one counts from the next connection on; one that cannot be read, or
 * whose key is another's, changes nothing.
 */
public final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    private final Transport.Encrypted from;
    private final SSLFactory factory;

    /**
     * Reads both files.
     *
     * @throws IllegalArgumentException where they are no certificate and its key; says which file and why
     */
    public Certificates(Transport.Encrypted from) {
        this.from = from;
        this.factory = read(from).withSwappableIdentityMaterial().build();
    }

    public SSLContext context() {
        return factory.getSslContext();
    }

    /** The files that are watched. */
    public ImmutableList<Path> files() {
        return ImmutableList.of(from.certificates(), from.key());
    }

    /** Reads both files again. */
    public void readAgain() {
        try {
            SSLFactoryUtils.reload(factory, read(from).build());
            LOG.info("the certificate was read again, it is good until {}", until(from));
        } catch (IllegalArgumentException unusable) {
            LOG.warn("the certificate has changed and cannot be used, the one before stays: {}", unusable.getMessage());
        }
    }

    /**
     * When the server's own certificate runs out.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Instant until(Transport.Encrypted from) {
        return chain(from.certificates()).get(0).getNotAfter().toInstant();
    }

    private static SSLFactory.Builder read(Transport.Encrypted from) {
        List<X509Certificate> chain = chain(from.certificates());
        PrivateKey key = key(from.key());
        if (!belongs(key, chain.get(0))) {
            throw new IllegalArgumentException(from.key() + ": not the key of " + from.certificates());
        }
        return SSLFactory.builder().withIdentityMaterial(key, new char[0], chain);
    }

    private static List<X509Certificate> chain(Path file) {
        try {
            List<X509Certificate> chain = PemUtils.parseCertificate(Files.readString(file));
            if (chain.isEmpty()) {
                throw new IllegalArgumentException(file + ": no certificate");
            }
            return chain;
        } catch (IOException | GenericException unreadable) {
            throw new IllegalArgumentException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    private static PrivateKey key(Path file) {
        try {
            return PemUtils.parsePrivateKey(Files.readString(file));
        } catch (IOException | GenericException unreadable) {
            throw new IllegalArgumentException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whether what this key signs is good by that certificate. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        byte[] something = {1, 2, 3};
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(something);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certificate);
            checking.update(something);
            return checking.verify(signed);
        } catch (InvalidKeyException | SignatureException | NoSuchAlgorithmException other) {
            return false;
        }
    }
}
