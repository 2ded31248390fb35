package dev.jug.kube.manifest;

import dev.jug.kube.decode.Decoder;
import dev.jug.kube.model.Resource;
import dev.jug.kube.problem.Problem;
import dev.jug.kube.problem.Problems;
import dev.jug.kube.yaml.Documents;
import dev.jug.kube.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The objects of a file.
 *
 * @param resources in the order of the file
 * @param notes what was left out, for it means nothing on one machine
 */
public record Manifest(List<Resource> resources, List<Problem> notes) {
  /** Keeps copies. */
  public Manifest {
    resources = List.copyOf(resources);
    notes = List.copyOf(notes);
  }

  /**
   * Reads YAML, with any number of documents, or JSON.
   *
   * @throws ManifestException if anything in it cannot be used
   */
  public static Manifest read(String text) throws ManifestException {
    var problems = new Problems();
    var resources = new ArrayList<Resource>();
    var lines = new HashMap<String, Integer>();
    for (var document : Documents.read(text, problems)) {
      Decoder.read(document)
          .forEach(resource -> {
            resources.add(resource);
            checkNew(resource, document, lines);
          });
    }
    var errors = problems.of(Problem.Kind.ERROR);
    if (!errors.isEmpty()) {
      throw new ManifestException(errors);
    }
    return new Manifest(resources, problems.of(Problem.Kind.NOTE));
  }

  private static void checkNew(Resource resource, Value document, HashMap<String, Integer> lines) {
    var kind = resource.getClass().getSimpleName();
    var before = lines.put(kind + " " + resource.metadata().name(), document.line());
    if (before != null) {
      document.wrong(
          "the %s '%s' is there already, from line %d on"
              .formatted(kind, resource.metadata().name(), before));
    }
  }
}
