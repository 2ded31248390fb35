package dev.jug.app.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium with one page, driven by the DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final WebSocket page;

  /**
   * Starts it.
   *
   * @param profile an empty directory, where it keeps everything
   */
  Browser(Path profile) {
    try {
      process =
          new ProcessBuilder(
                  "chromium",
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--disable-breakpad",
                  "--no-first-run",
                  "--remote-debugging-port=0",
                  "--window-size=1280,900",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      page =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create(
                      "ws://127.0.0.1:" + port(profile) + "/devtools/page/" + target(profile)),
                  new Answers())
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no browser", e);
    }
  }

  private static String port(Path profile) throws IOException {
    var file = profile.resolve("DevToolsActivePort");
    Jug.eventually(() -> assertThat(file).isNotEmptyFile());
    return Files.readAllLines(file).getFirst();
  }

  private String target(Path profile) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + port(profile) + "/json/list");
    var request = HttpRequest.newBuilder(uri).build();
    var text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return json.readTree(text)
        .valueStream()
        .filter(t -> t.get("type").asString().equals("page"))
        .findFirst()
        .orElseThrow()
        .get("id")
        .asString();
  }

  /** What the browser says, message by message. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean whole) {
      text.append(data);
      if (whole) {
        var message = json.readTree(text.toString());
        text.setLength(0);
        if (message.has("id")) {
          waiting.remove(message.get("id").asInt()).complete(message);
        }
      }
      socket.request(1);
      return null;
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    var text = json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    try {
      page.sendText(text, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(method, e);
    }
  }

  void open(String url) {
    call("Page.navigate", Map.of("url", url));
  }

  /** What an expression is; never null. */
  String value(String expression) {
    var answer = call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")"));
    return answer.at("/result/result/value").asString("");
  }

  /** The text that is shown in the first element that a selector finds. */
  String text(String selector) {
    return value("document.querySelector('" + selector + "')?.textContent");
  }

  /** Presses and releases the mouse on an element that is there by then. */
  void click(String selector) {
    var element = "document.querySelector('" + selector + "')";
    Jug.eventually(() -> assertThat(value("!!" + element)).isEqualTo("true"));
    value(element + ".scrollIntoView({block: 'center'})");
    var box = json.readTree(value("JSON.stringify(" + element + ".getBoundingClientRect())"));
    var at =
        Map.of(
            "x",
            box.get("x").asDouble() + box.get("width").asDouble() / 2,
            "y",
            box.get("y").asDouble() + box.get("height").asDouble() / 2,
            "button",
            "left",
            "clickCount",
            1);
    for (var type : List.of("mousePressed", "mouseReleased")) {
      var event = new HashMap<String, Object>(at);
      event.put("type", type);
      call("Input.dispatchMouseEvent", event);
    }
  }

  void go(String hash) {
    value("location.hash = '" + hash + "'");
  }

  void type(String text) {
    for (var key : text.codePoints().mapToObj(Character::toString).toList()) {
      var name = key.equals("\r") ? "Enter" : key;
      call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", name, "text", key));
    }
  }

  @Override
  public void close() {
    call("Browser.close", Map.of());
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    page.abort();
    client.shutdownNow();
  }
}
