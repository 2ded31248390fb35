package dev.jug.build.graph;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Stage;
import dev.jug.build.graph.TreeSource.Named;
import dev.jug.build.graph.TreeSource.OfImage;
import dev.jug.build.graph.TreeSource.OfStage;
import java.util.Optional;

/** Tells what a word means that names where files come from. */
record Resolver(Dockerfile dockerfile, PlanRequest request) {
  /** For {@code FROM}: scratch, a context, an earlier stage by name, or an image. */
  TreeSource base(String word, int index) {
    if (word.equals("scratch")) {
      return new TreeSource.Scratch();
    }
    var context = context(word);
    if (context.isPresent()) {
      return context.get();
    }
    return dockerfile.stages().subList(0, index).reversed().stream()
        .filter(stage -> word.equalsIgnoreCase(stage.name()))
        .findFirst()
        .<TreeSource>map(stage -> new OfStage(stage.index()))
        .orElseGet(() -> new OfImage(word));
  }

  /** For {@code --from}: a context, a stage by name or number, or an image. */
  TreeSource from(String word, Stage reader, Fault fault) {
    if (word.indexOf('$') >= 0) {
      throw fault.of(
          "variable expansion is not supported for --from, define a new stage with FROM using ARG"
              + " from global scope as a workaround",
          "write FROM " + word + " AS name above, and --from=name");
    }
    var context = context(word);
    if (context.isPresent()) {
      return context.get();
    }
    var stage = stage(word, reader);
    if (stage.isEmpty() && word.matches("[0-9]{1,9}")) {
      throw fault.of(
          "invalid stage index " + word,
          "there are " + dockerfile.stages().size() + " stages, the first is 0");
    }
    return stage.<TreeSource>map(OfStage::new).orElseGet(() -> new OfImage(word));
  }

  /** A name may be used twice: the one nearest above counts, then the first below. */
  private Optional<Integer> stage(String word, Stage reader) {
    var above =
        dockerfile.stages().subList(0, reader.index()).reversed().stream()
            .filter(stage -> stage.isCalled(word))
            .findFirst();
    return above
        .or(() -> dockerfile.stages().stream().filter(stage -> stage.isCalled(word)).findFirst())
        .map(Stage::index);
  }

  private Optional<TreeSource> context(String word) {
    var directory =
        request.contexts().stream()
            .filter(name -> name.equalsIgnoreCase(word))
            .findFirst()
            .<TreeSource>map(Named::new);
    return directory.or(() ->
        request.images().entrySet().stream()
            .filter(image -> image.getKey().equalsIgnoreCase(word))
            .findFirst()
            .map(image -> new OfImage(image.getValue())));
  }
}
