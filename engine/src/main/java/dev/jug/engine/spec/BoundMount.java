package dev.jug.engine.spec;

import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.Recursion;
import dev.jug.engine.request.Relabel;
import dev.jug.oci.runtime.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a bind is said in a spec. */
public final class BoundMount {
  private BoundMount() {}

  /**
   * With Docker's defaults for what nobody said.
   *
   * @param source what is mounted
   */
  public static Mount of(BindMount bind, Path source) {
    boolean alone = bind.recursion() == Recursion.DISABLED;
    var options = new ArrayList<>(List.of(alone ? "bind" : "rbind"));
    bind.options().stream().filter(option -> !Relabel.isWord(option)).forEach(options::add);
    if (bind.readOnly() && !alone && bind.recursion() != Recursion.WRITABLE) {
      options.add("rro");
    }
    if (bind.options().stream().noneMatch(BindMount::isPropagation)) {
      options.add("rprivate");
    }
    return new Mount(bind.target(), "bind", source.toString(), options);
  }
}
