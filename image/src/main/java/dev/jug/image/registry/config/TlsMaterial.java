package dev.jug.image.registry.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What TLS with one server, or as one, needs.
 *
 * @param authorities trusted besides those of the system
 * @param identities what we prove ourselves with
 */
public record TlsMaterial(List<X509Certificate> authorities, List<Identity> identities) {
  /** A key with its certificate, and those that vouch for that. */
  public record Identity(PrivateKey key, List<X509Certificate> chain) {
    public Identity {
      chain = List.copyOf(chain);
    }

    /** The certificate's name; the key is nobody's business. */
    @Override
    public String toString() {
      return chain.getFirst().getSubjectX500Principal().getName();
    }
  }

  /** What the system's defaults have, and nothing besides. */
  public static final TlsMaterial NONE = new TlsMaterial(List.of(), List.of());

  public TlsMaterial {
    authorities = List.copyOf(authorities);
    identities = List.copyOf(identities);
  }

  /** Whether there is nothing that the system's defaults lack. */
  public boolean isEmpty() {
    return authorities.isEmpty() && identities.isEmpty();
  }

  /**
   * Makes it work.
   *
   * @param verified whether the server must prove who it is
   */
  public SSLContext context(boolean verified) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys(), verified ? trust() : new TrustManager[] {new Credulous()}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /** For a server, which trusts the authorities and nobody else. */
  public SSLContext serverContext() {
    try {
      var store = emptyStore();
      for (var certificate : authorities) {
        store.setCertificateEntry("own " + store.size(), certificate);
      }
      var context = SSLContext.getInstance("TLS");
      context.init(keys(), managers(store), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
    if (identities.isEmpty()) {
      return null;
    }
    var store = emptyStore();
    for (int i = 0; i < identities.size(); i++) {
      var chain = identities.get(i).chain().toArray(Certificate[]::new);
      store.setKeyEntry("identity " + i, identities.get(i).key(), new char[0], chain);
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private TrustManager[] trust() throws GeneralSecurityException, IOException {
    if (authorities.isEmpty()) {
      return new TrustManager[] {new SystemTrust()};
    }
    var store = emptyStore();
    for (var manager : managers(null)) {
      for (var certificate : ((X509TrustManager) manager).getAcceptedIssuers()) {
        store.setCertificateEntry("system " + store.size(), certificate);
      }
    }
    for (var certificate : authorities) {
      store.setCertificateEntry("own " + store.size(), certificate);
    }
    return managers(store);
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
