package dev.jug.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.http.endpoint.Endpoint;
import dev.jug.http.endpoint.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  @TempDir static Path directory;
  private static KeyStore serverKey;
  private static KeyStore clientKey;
  private static KeyStore strangerKey;

  @BeforeAll
  static void makeKeys() throws Exception {
    serverKey = Keys.make(directory, "server");
    clientKey = Keys.make(directory, "client");
    strangerKey = Keys.make(directory, "stranger");
  }

  private static void serve(Request request, Response response) throws IOException {
    if (request.method().equals("POST")) {
      var stream = response.hijack();
      stream.in().transferTo(stream.out());
      stream.out().write("end".getBytes(UTF_8));
    } else {
      response.send("text/plain", request.peer().toString().getBytes(UTF_8));
    }
  }

  private static InetSocketAddress listen(Fixture fixture, boolean mutual) throws Exception {
    var tls = new Tls(Keys.context(serverKey, clientKey), mutual);
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return (InetSocketAddress) fixture.server().listen(new Endpoint.Tcp(any, Optional.of(tls)));
  }

  private static String get(InetSocketAddress address, SSLContext context) throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(context).build()) {
      var uri = URI.create("https://127.0.0.1:" + address.getPort() + "/");
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  @Test
  void aServerShowsItsKey() throws Exception {
    try (var fixture = new Fixture(TlsTest::serve)) {
      var address = listen(fixture, false);
      assertThat(get(address, Keys.context(strangerKey, serverKey)))
          .contains("127.0.0.1", "subject=Optional.empty");
    }
  }

  @Test
  void aClientShowsItsOwnWhenAsked() throws Exception {
    try (var fixture = new Fixture(TlsTest::serve)) {
      var address = listen(fixture, true);
      assertThat(get(address, Keys.context(clientKey, serverKey)))
          .contains("subject=Optional[CN=client]");
      var stranger = Keys.context(strangerKey, serverKey);
      assertThatThrownBy(() -> get(address, stranger)).isInstanceOf(IOException.class);
      assertThat(get(address, Keys.context(clientKey, serverKey))).contains("CN=client");
    }
  }

  @Test
  void aHijackedStreamEndsOneWayAfterTheOther() throws Exception {
    try (var fixture = new Fixture(TlsTest::serve)) {
      var address = listen(fixture, true);
      var factory = Keys.context(clientKey, serverKey).getSocketFactory();
      try (var socket = (SSLSocket) factory.createSocket(address.getAddress(), address.getPort())) {
        var request = "POST / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";
        socket.getOutputStream().write((request + "x".repeat(100_000)).getBytes(UTF_8));
        socket.shutdownOutput();
        var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        assertThat(answer)
            .startsWith("HTTP/1.1 101 ")
            .endsWith("\r\n\r\n" + "x".repeat(100_000) + "end");
      }
    }
  }

  @Test
  void whoSpeaksNoTlsIsToldAndHarmsNobody() throws Exception {
    try (var fixture = new Fixture(TlsTest::serve)) {
      var address = listen(fixture, false);
      try (var client = new Client(address)) {
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").closeWrite();
        assertThat(client.rest())
            .startsWith("HTTP/1.0 400 Bad Request\r\n")
            .endsWith("\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");
      }
      assertThat(get(address, Keys.context(strangerKey, serverKey))).contains("127.0.0.1");
    }
  }
}
