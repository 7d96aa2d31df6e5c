package dev.wiretape.proxy.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates. Nothing is kept: the root's key is gone when {@link #authority} returns. */
final class Mint {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(90);

    /** Clocks of virtual machines lag. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Mint() {}

    static Issued authority(Set<String> hosts, Instant now) {
        try {
            KeyPair rootKeys = Keys.generate();
            KeyPair keys = Keys.generate();
            String id = new BigInteger(32, RANDOM).toString(16);
            X500Name rootName = new X500Name("CN=Wiretape local root " + id);
            X500Name name = new X500Name("CN=Wiretape local authority " + id);
            X509v3CertificateBuilder root =
                    builder(rootName, rootName, rootKeys.getPublic(), rootKeys.getPublic(), now, AUTHORITY_LIFE);
            asAuthority(root, 1);
            X509v3CertificateBuilder intermediate =
                    builder(rootName, name, keys.getPublic(), rootKeys.getPublic(), now, AUTHORITY_LIFE);
            asAuthority(intermediate, 0);
            intermediate.addExtension(Extension.nameConstraints, true, HostNames.onlyThese(hosts));
            intermediate.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            return new Issued(
                    sign(root, rootKeys.getPrivate()),
                    sign(intermediate, rootKeys.getPrivate()),
                    keys.getPrivate(),
                    Set.copyOf(new TreeSet<>(hosts)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("Cannot make a certificate authority", e);
        }
    }

    static Leaf leaf(Issued issuer, String host, KeyPair keys, Instant now, Duration life) {
        try {
            X500Name issuerName = X500Name.getInstance(
                    issuer.intermediate().getSubjectX500Principal().getEncoded());
            X509v3CertificateBuilder leaf = builder(
                    issuerName,
                    new X500Name("O=Wiretape interception"),
                    keys.getPublic(),
                    issuer.intermediate().getPublicKey(),
                    now,
                    life);
            leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            leaf.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            leaf.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(HostNames.type(host), host)));
            List<X509Certificate> chain = new ArrayList<>();
            chain.add(sign(leaf, issuer.intermediateKey()));
            chain.add(issuer.intermediate());
            return new Leaf(keys.getPrivate(), List.copyOf(chain));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("Cannot make a certificate for " + host, e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, PublicKey issuerKey, Instant now, Duration life)
            throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM).setBit(126),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(life)),
                subject,
                key);
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(issuerKey));
        return builder;
    }

    private static void asAuthority(X509v3CertificateBuilder builder, int pathLength) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
