package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each module has a page whose end is made of the sources: what it uses, who uses it, and what its
 * packages say of themselves. {@code JUG_UPDATE=1} writes that part.
 */
class ModulePageTest {
  private static final String HEADING = "## What it uses, and what is in it\n";
  private static final ModuleMap MAP = ModuleMap.read();

  @ParameterizedTest
  @MethodSource("modules")
  void thePageEndsWithWhatTheSourcesSay(String module) throws IOException {
    var page = Repository.ROOT.resolve(module).resolve("README.md");
    assertThat(page).exists();
    var written = Files.readString(page);
    assertThat(written).as("written by hand").startsWith("# " + module + "\n");
    var made = written.split("(?m)^" + HEADING, 2)[0] + made(module);
    if (System.getenv("JUG_UPDATE") != null) {
      Files.writeString(page, made);
    }
    assertThat(page).hasContent(made);
  }

  static Collection<String> modules() {
    return MAP.modules().keySet();
  }

  private static String made(String module) {
    return """
    %s
    | | |
    | --- | --- |
    | uses | %s |
    | libraries | %s |
    | used by | %s |

    | package | |
    | --- | --- |
    %s
    """
        .formatted(
            HEADING,
            links(MAP.module(module).uses()),
            String.join(", ", MAP.module(module).libraries()),
            links(MAP.usersOf(module)),
            packages(module).map(ModulePageTest::row).collect(Collectors.joining("\n")));
  }

  private static Stream<PackageSentence> packages(String module) {
    return Repository.mainSources()
        .filter(path -> path.startsWith(module))
        .filter(PackageSentence::isOne)
        .map(PackageSentence::read)
        .sorted(Comparator.comparing(PackageSentence::name));
  }

  private static String row(PackageSentence of) {
    Path folder = of.folder().subpath(1, of.folder().getNameCount());
    return "| [`%s`](%s) | %s |".formatted(of.name(), folder, of.sentence());
  }

  private static String links(Collection<String> modules) {
    return modules.stream()
        .map(name -> "[%s](../%s/README.md)".formatted(name, name))
        .collect(Collectors.joining(", "));
  }
}
