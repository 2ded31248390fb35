package dev.jug.app.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.docker.Docker;
import dev.jug.app.docker.RawClient;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each endpoint is there, or says that it is not, as the table has it. */
@EndToEnd
@Requires("command:docker")
class EndpointsTest {
  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  static List<Section> endpoints() {
    return Section.read("endpoints.txt");
  }

  /** Asks about something that does not exist: who knows the path says that, others do not. */
  @ParameterizedTest
  @MethodSource("endpoints")
  void anEndpointIsWhatTheTableSays(Section endpoint) throws IOException {
    var answer = ask(endpoint);
    boolean isThere = !answer.matches("(?s)HTTP/1.1 (404 .*page not found|405|501).*");
    assertThat(isThere).as(answer).isEqualTo(endpoint.find("see").isPresent());
    endpoint.find("see").ifPresent(ShownBy::requireTest);
  }

  private static String ask(Section endpoint) throws IOException {
    var words = endpoint.name().split(" ", 2);
    var path = "/v1.51" + words[1].replaceAll("\\{\\w+}", "nosuch") + endpoint.value("ask");
    return new RawClient(docker.socket()).ask(words[0], path, "");
  }
}
