package dev.jug.play.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.kube.model.Check;
import dev.jug.kube.model.Port;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes over HTTP, at a server whose certificate nobody has signed. */
class WebTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  private static boolean isGood(ServerSocket listening, boolean https, int code)
      throws IOException {
    try (listening) {
      Thread.ofVirtual().start(() -> answer(listening, code));
      var place = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
      var get = new Check.HttpGet("", new Port.Number(0), "/health", https, List.of());
      return new Web(place, get, Duration.ofSeconds(5)).isGood();
    }
  }

  private static void answer(ServerSocket listening, int code) {
    try (var socket = listening.accept()) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      var line = in.readLine();
      int said = "GET /health HTTP/1.1".equals(line) ? code : 400;
      socket.getOutputStream().write(("HTTP/1.1 " + said + " Well\r\n\r\n").getBytes(ISO_8859_1));
    } catch (IOException _) {
      // Whoever asked has given up.
    }
  }

  private static ServerSocket plain() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Test
  void codesUpTo399AreGood() throws IOException {
    assertThat(isGood(plain(), false, 200)).isTrue();
    assertThat(isGood(plain(), false, 302)).isTrue();
    assertThat(isGood(plain(), false, 404)).isFalse();
  }

  @Test
  void certificatesAreNotLookedAt() throws Exception {
    var store = store();
    assertThat(isGood(secure(store), true, 204)).isTrue();
    assertThat(isGood(secure(store), true, 500)).isFalse();
  }

  @Test
  void whoSpeaksPlainlyHasNoTls() {
    assertThatThrownBy(() -> isGood(plain(), true, 200)).isInstanceOf(IOException.class);
  }

  private static ServerSocket secure(Path store) throws IOException, GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), PASSWORD), PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    var loopback = InetAddress.getLoopbackAddress();
    return context.getServerSocketFactory().createServerSocket(0, 1, loopback);
  }

  private Path store() throws IOException, InterruptedException {
    var store = folder.resolve("keys.p12");
    var program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var words =
        "-genkeypair -keyalg EC -dname CN=somebody -storetype PKCS12 -storepass %s -keystore %s";
    var command = (program + " " + words.formatted(new String(PASSWORD), store)).split(" ", -1);
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return store;
  }
}
