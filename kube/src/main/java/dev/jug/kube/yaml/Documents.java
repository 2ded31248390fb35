package dev.jug.kube.yaml;

import dev.jug.kube.problem.Problem;
import dev.jug.kube.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Splits a file into its documents. */
public final class Documents {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setAllowDuplicateKeys(true).build();

  private Documents() {}

  /** The documents that have something inside; none from the first on that is no YAML. */
  public static List<Value> read(String text, Problems problems) {
    var values = new ArrayList<Value>();
    try {
      checkDepth(text);
      for (var nodes = new Composer(SETTINGS, parser(text)); nodes.hasNext(); ) {
        var node = nodes.next();
        Extent.check(node);
        var value = new Value(node, "", problems);
        if (!value.isNull()) {
          values.add(value);
        }
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(
          new Problem(Problem.Kind.ERROR, line, "", "this is not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(new Problem(Problem.Kind.ERROR, 1, "", "this is not YAML: " + e.getMessage()));
    }
    return values;
  }

  private static ParserImpl parser(String text) {
    return new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
  }

  private static void checkDepth(String text) {
    int depth = 0;
    for (var events = parser(text); events.hasNext(); ) {
      var event = events.next();
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      Extent.checkDepth(depth);
    }
  }
}
