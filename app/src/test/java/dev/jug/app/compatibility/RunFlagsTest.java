package dev.jug.app.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each flag of {@code docker run} does what the table says. */
@EndToEnd
@Requires("command:docker")
class RunFlagsTest {
  private static final Pattern FLAG = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z0-9-]+)");

  @TempDir static Path folder;
  private static World world;

  @BeforeAll
  static void open() throws IOException {
    world = new World(folder);
  }

  @AfterEach
  void tidy() {
    world.tidy();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  static List<Section> flags() {
    return Section.read("run-flags.txt");
  }

  @Test
  void theTableHasTheFlagsOfTheClient() {
    var names = FLAG.matcher(world.run("run --help").out()).results().map(flag -> flag.group(1));
    assertThat(flags().stream().map(Section::name)).containsExactlyElementsOf(names.toList());
  }

  @ParameterizedTest
  @MethodSource("flags")
  void aFlagDoesWhatTheTableSays(Section flag) {
    if (flag.find("see").isPresent()) {
      ShownBy.requireTest(flag.value("see"));
    } else if (flag.find("refused").isPresent()) {
      var result = world.container(flag.value("run"), "true");
      assertThat(result.code()).as("%s", result).isNotZero();
      assertThat(result.err()).contains(flag.value("refused"));
    } else {
      works(flag);
    }
  }

  private static void works(Section flag) {
    var result = result(flag);
    int code = flag.find("code").map(Integer::parseInt).orElse(0);
    assertThat(result.code()).as("%s", result).isEqualTo(code);
    assertThat(result.out() + result.err())
        .containsPattern("(?m)" + world.filled(flag.value("says")));
  }

  private static Result result(Section flag) {
    return flag.find("inspect").isPresent()
        ? world.inspected(flag.value("run"), flag.value("inspect"))
        : world.container(flag.value("run"), flag.value("sh"));
  }
}
