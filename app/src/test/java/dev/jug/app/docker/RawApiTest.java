package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no client of good will sends. */
@EndToEnd
@Requires("command:docker")
class RawApiTest {
  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void theEngineIsUnharmed() throws IOException {
    assertThat(ask("GET", "/_ping", "")).startsWith("HTTP/1.1 200").endsWith("OK");
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private static String ask(String method, String path, String body) throws IOException {
    return new RawClient(docker.socket()).ask(method, path, body);
  }

  private static String send(String text) throws IOException {
    return new RawClient(docker.socket()).send(text);
  }

  @Test
  void everyVersionThatClientsSpeakIsSpoken() throws IOException {
    for (var version : new String[] {"/v1.24", "/v1.41", "/v1.51", ""}) {
      assertThat(ask("GET", version + "/containers/json", "")).startsWith("HTTP/1.1 200");
    }
    assertThat(ask("GET", "/v1.23/info", "")).contains("400", "client version 1.23 is too old");
    assertThat(ask("GET", "/v1.99/info", "")).contains("400", "client version 1.99 is too new");
    assertThat(ask("HEAD", "/_ping", "")).contains("Api-Version: 1.51", "Ostype: linux");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/containers/one/json | AppArmorProfile GraphDriver MaskedPaths ReadonlyPaths Runtime"
            + " ConsoleSize DeviceRequests AttachStdout OnBuild ExecIDs",
        "/containers/one/stats?stream=0&one-shot=1 | io_serviced_recursive io_queue_recursive",
        "/images/box:1/json | ContainerConfig VirtualSize Parent RootFS",
        "/images/json | VirtualSize SharedSize Containers",
        "/info | RegistryConfig Mirrors HttpProxy RuncCommit Debug Warnings"
      })
  void programsFindTheFieldsThatTheyLookInto(String path, String fields) throws IOException {
    docker.run("run", "-d", "--name", "one", "box:1", "sleep", "1000").ok();
    var answer = ask("GET", path, "");
    docker.run("rm", "-f", "one").ok();

    assertThat(answer)
        .contains(Stream.of(fields.split(" ")).map(field -> '"' + field + "\":").toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /nosuch | | 404 | page not found",
        "GET | /containers/create | | 405 | POST",
        "GET | /containers/nosuch/json | | 404 | No such container: nosuch",
        "GET | /containers/json?filters=nonsense | | 400 | invalid JSON",
        "GET | /containers/json?filters={\"x\":[]} | | 400 | invalid",
        "GET | /containers/json?filters=%7B%22x%22:%5B%22y%22%5D%7D | | 400 | invalid filter 'x'",
        "GET | /containers/json?limit=many | | 400 | limit",
        "POST | /containers/create | nonsense | 400 | invalid JSON",
        "POST | /containers/create | [] | 400 | expected an object",
        "POST | /containers/create | {\"Image\": 1} | 400 | Image: expected a string",
        "POST | /containers/create | {\"Image\": \"nosuch\"} | 404 | No such image: nosuch",
        "POST | /containers/nosuch/start | | 404 | No such container",
        "POST | /containers/nosuch/wait?condition=x | | 404 | No such container",
        "POST | /containers/nosuch/kill?signal=NOSUCH | | 400 | invalid signal",
        "POST | /exec/nosuch/start | {} | 404 | No such exec instance",
        "GET | /images/nosuch/json | | 404 | No such image: nosuch",
        "DELETE | /images/nosuch | | 404 | No such image",
        "POST | /images/create | | 400 | ",
        "POST | /images/load | this is no archive | 400 | ",
        "GET | /networks/nosuch | | 404 | network nosuch not found",
        "GET | /networks/bridge?scope=swarm | | 404 | network bridge not found",
        "GET | /networks?filters={\"dangling\":[\"x\"]} | | 400 | ",
        "DELETE | /networks/bridge | | 403 | bridge is a pre-defined network",
        "POST | /networks/create | {} | 400 | invalid network name",
        "POST | /networks/create | {\"Name\": \"host\"} | 403 | not permitted on predefined host",
        "POST | /networks/create | {\"Name\": \"x\", \"Driver\": \"y\"} | 404 | plugin not found",
        "POST | /networks/create | {\"Name\": \"x\", \"ConfigOnly\": true} | 501 | ConfigOnly",
        "POST | /networks/bridge/connect | {\"Container\": \"x\"} | 404 | No such container: x",
        "POST | /networks/prune?filters={\"x\":[\"y\"]} | | 400 | ",
        "GET | /events?since=yesterday | | 400 | invalid time"
      })
  void mistakesAreNamed(String method, String path, String body, int status, String why)
      throws IOException {
    var answer = ask(method, path, body == null ? "" : body);

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("{\"message\":\"").contains(why == null ? "" : why);
    assertThat(answer).doesNotContain("Exception", "\tat ");
  }

  @Test
  void aTerminalHasTheSizeThatItsClientSays() throws IOException {
    docker
        .run(
            "run",
            "-d",
            "-t",
            "--name",
            "one",
            "box:1",
            "sh",
            "-c",
            "while sleep 0.05; do stty size; done")
        .ok();

    assertThat(ask("POST", "/containers/one/resize?h=33&w=99", "")).startsWith("HTTP/1.1 200");
    long soon = Instant.now().getEpochSecond() + 1;
    assertThat(ask("GET", "/events?since=1&until=" + soon, ""))
        .containsPattern("(?s)\"resize\".*\"height\":\"33\"")
        .contains("\"width\":\"99\"");

    Jug.eventually(
        () -> assertThat(docker.run("logs", "-n", "1", "one").text()).isEqualTo("33 99"));
    var exec = exec("one", "while sleep 0.05; do stty size > /size; done");
    assertThat(ask("POST", "/exec/" + exec + "/resize?h=22&w=44", "")).startsWith("HTTP/1.1 200");
    Jug.eventually(
        () -> assertThat(docker.run("exec", "one", "cat", "/size").text()).isEqualTo("22 44"));
    docker.run("rm", "-f", "one").ok();
  }

  /** Starts a process with a terminal in a container, and gives its id. */
  private static String exec(String container, String script) throws IOException {
    var body = "{\"Tty\": true, \"Cmd\": [\"sh\", \"-c\", \"" + script + "\"]}";
    var made = ask("POST", "/containers/" + container + "/exec", body);
    var id = made.replaceAll("(?s).*\"Id\":\"([0-9a-f]+)\".*", "$1");
    assertThat(ask("POST", "/exec/" + id + "/start", "{\"Detach\": true, \"Tty\": true}"))
        .startsWith("HTTP/1.1 200");
    return id;
  }

  @Test
  void listsLetThroughOnlyWhatAFilterMeets() {
    docker.run("run", "-d", "--name", "one", "-v", "/etc:/e:ro", "box:1", "sleep", "99").ok();

    assertThat(docker.run("ps", "-q", "-f", "network=bridge", "-f", "volume=/e").text())
        .isNotEmpty();
    for (var filter : new String[] {"network=host", "volume=/x", "publish=80", "health=healthy"}) {
      assertThat(docker.run("ps", "-q", "-f", filter).text()).as(filter).isEmpty();
    }
    docker.run("rm", "-f", "one").ok();
  }

  @Test
  void networksAnswerWithDockersCodes() throws IOException {
    var made = ask("POST", "/networks/create", "{\"Name\": \"raw\"}");
    assertThat(made).startsWith("HTTP/1.1 201").contains("\"Id\":\"", "\"Warning\":\"\"");
    assertThat(ask("POST", "/networks/create", "{\"Name\": \"raw\"}")).startsWith("HTTP/1.1 409");
    assertThat(ask("GET", "/networks/", "")).startsWith("HTTP/1.1 200").contains("\"raw\"");
    docker.run("run", "-d", "--name", "one", "--network", "raw", "box:1", "sleep", "99").ok();
    assertThat(ask("DELETE", "/networks/raw", "")).startsWith("HTTP/1.1 403");
    docker.run("rm", "-f", "one").ok();
    assertThat(ask("DELETE", "/networks/raw", "")).startsWith("HTTP/1.1 204");
    assertThat(ask("POST", "/networks/prune", "")).contains("{\"NetworksDeleted\":[]}");
    assertThat(ask("POST", "/build/prune", "")).startsWith("HTTP/1.1 200");
  }

  @Test
  void noiseEndsTheConnectionAndNothingElse() throws IOException {
    assertThat(send("\0\1\2\3\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(send("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 4");
    var huge = "x".repeat(5 << 20);
    assertThat(ask("POST", "/containers/create", huge)).startsWith("HTTP/1.1 413");
  }
}
