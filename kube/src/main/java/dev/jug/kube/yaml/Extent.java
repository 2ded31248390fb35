package dev.jug.kube.yaml;

import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * How much a document is with its aliases written out: a few lines can mean thousands of millions
 * of values, and an alias inside of what it stands for means one without end.
 */
final class Extent {
  /** Manifests have about ten levels; readers go down recursively. */
  private static final int DEEPEST = 100;

  /** A file of a thousand pods has about as many. */
  private static final int MOST_VALUES = 100_000;

  private int values;

  private Extent() {}

  /**
   * Refuses what is too much.
   *
   * @throws YamlEngineException if it is
   */
  static void check(Node document) {
    new Extent().visit(document, 0);
  }

  static void checkDepth(int depth) {
    if (depth > DEEPEST) {
      throw new YamlEngineException("more than " + DEEPEST + " levels");
    }
  }

  private void visit(Node node, int depth) {
    checkDepth(depth);
    if (++values > MOST_VALUES) {
      throw new YamlEngineException(
          "more than " + MOST_VALUES + " values, counting what aliases stand for");
    }
    switch (node) {
      case MappingNode mapping ->
          mapping
              .getValue()
              .forEach(field -> {
                visit(field.getKeyNode(), depth + 1);
                visit(field.getValueNode(), depth + 1);
              });
      case SequenceNode sequence ->
          sequence.getValue().forEach(element -> visit(element, depth + 1));
      default -> {}
    }
  }
}
