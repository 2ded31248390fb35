package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links between pages lead somewhere. */
class DocumentLinksTest {
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

  @Test
  void relativeLinksLeadToFiles() {
    var dead = new ArrayList<String>();
    Repository.files(".md").forEach(page -> collectDead(page, dead));
    assertThat(dead).as("links to files that do not exist").isEmpty();
  }

  private static void collectDead(Path page, List<String> dead) {
    var links = LINK.matcher(CODE.matcher(Repository.text(page)).replaceAll(""));
    while (links.find()) {
      var target = links.group(1).replaceFirst("#.*", "");
      var isElsewhere = target.isEmpty() || target.contains(":");
      if (!isElsewhere && !Files.exists(Repository.ROOT.resolve(page).resolveSibling(target))) {
        dead.add(page + " → " + target);
      }
    }
  }
}
