package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Range.UNLIMITED;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is to be written to the files of one group, each in the hierarchy that has its
 * controller. A null value is nothing to write.
 */
final class WriteList {
  private final CgroupLayout layout;
  private final String group;
  private final KernelFiles kernel;
  private final List<Write> writes = new ArrayList<>();

  WriteList(CgroupLayout layout, String group, KernelFiles kernel) {
    this.layout = layout;
    this.group = group;
    this.kernel = kernel;
  }

  List<Write> writes() {
    return writes;
  }

  boolean isUnified(String controller) {
    return layout.isUnified(controller);
  }

  /** A file that is the same in both versions. */
  void either(String controller, String file, String value, String field) {
    add(present(hierarchy(controller), controller, field), file, value, field);
  }

  private Optional<Hierarchy> hierarchy(String controller) {
    return layout.isUnified(controller) ? layout.unified() : layout.legacy(controller);
  }

  void legacy(String controller, String file, @Nullable Object value, String field) {
    if (value != null) {
      add(present(layout.legacy(controller), controller, field), file, value.toString(), field);
    }
  }

  void unified(String file, @Nullable Object value, String field) {
    if (value != null) {
      add(present(layout.unified(), "cgroup version 2", field), file, value.toString(), field);
    }
  }

  void unifiedLimit(String file, @Nullable Long value, String field) {
    unified(file, value != null && value == UNLIMITED ? "max" : value, field);
  }

  /** Like {@link #legacy}, for a file that kernels may be built without. */
  void legacyIfBuilt(String controller, String file, @Nullable Long value, String field) {
    if (value != null) {
      demand(controller, file, field);
      legacy(controller, file, value, field);
    }
  }

  /** Like {@link #unified}, for a file that kernels may be built without. */
  void unifiedIfBuilt(String controller, String file, @Nullable Long value, String field) {
    if (value != null) {
      demand(controller, file, field);
      unified(file, value, field);
    }
  }

  /** Whether the kernel gives such a file to a group. */
  boolean has(String controller, String file) {
    return hierarchy(controller).filter(h -> kernel.has(h, group, file)).isPresent();
  }

  /** Says that there is no such file before the kernel says less. */
  void demand(String controller, String file, String field) {
    present(hierarchy(controller), controller, field);
    if (!has(controller, file)) {
      throw new InvalidSpecException(
          field + ": this kernel has no " + file + ", so leave the field out");
    }
  }

  private static Hierarchy present(Optional<Hierarchy> hierarchy, String what, String field) {
    return hierarchy.orElseThrow(
        () -> new InvalidSpecException(field + ": this machine has no " + what + " controller"));
  }

  private void add(Hierarchy hierarchy, String file, String value, String field) {
    writes.add(new Write(hierarchy.group(group).resolve(file), value, field));
  }
}
