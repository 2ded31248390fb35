package dev.jug.image.registry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsMaterialTest {
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private Path store;
  private X509Certificate certificate;
  private SSLServerSocket server;
  private Thread thread;

  /** Its certificate vouches for itself. */
  @BeforeEach
  void serve() throws Exception {
    store = folder.resolve("store");
    keytool();
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    certificate = (X509Certificate) keys.getCertificate("server");
    server =
        (SSLServerSocket)
            context(keys)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    thread = Thread.ofVirtual().start(this::handshakes);
  }

  private void keytool() throws IOException, InterruptedException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString());
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    assertThat(Files.exists(store)).isTrue();
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private void handshakes() {
    while (!server.isClosed()) {
      try (var connection = (SSLSocket) server.accept()) {
        connection.startHandshake();
      } catch (IOException _) {
        // The client does not believe us, or the test is over.
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    System.clearProperty(TRUST_STORE);
    System.clearProperty(TRUST_STORE + "Password");
    server.close();
    thread.join();
  }

  private void connect(SSLContext context) throws IOException {
    try (var socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(server.getInetAddress(), server.getLocalPort())) {
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  @Test
  void strangersAreRefused() {
    assertThatThrownBy(() -> connect(TlsMaterial.NONE.context(true)))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("certification path");
  }

  @Test
  void thoseWhoTheSystemVouchesForAreNot() throws IOException {
    var context = TlsMaterial.NONE.context(true);
    System.setProperty(TRUST_STORE, store.toString());
    System.setProperty(TRUST_STORE + "Password", PASSWORD);
    connect(context);
  }

  @Test
  void authoritiesOfOursVouchToo() throws IOException {
    connect(new TlsMaterial(List.of(certificate), List.of()).context(true));
  }

  @Test
  void insecureOnesAreNotVerified() throws SSLException, IOException {
    connect(TlsMaterial.NONE.context(false));
  }
}
