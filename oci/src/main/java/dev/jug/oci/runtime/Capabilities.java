package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;

/**
 * The five capability sets of capabilities(7), by names such as {@code CAP_CHOWN} (config.md,
 * "Linux Process").
 *
 * @param bounding what exec can ever give
 * @param effective what permission checks look at
 * @param inheritable what is kept over the exec of a file with inheritable capabilities
 * @param permitted what may become effective
 * @param ambient what is kept over the exec of any file
 */
public record Capabilities(
    List<String> bounding,
    List<String> effective,
    List<String> inheritable,
    List<String> permitted,
    List<String> ambient) {
  public Capabilities {
    bounding = Absent.empty(bounding);
    effective = Absent.empty(effective);
    inheritable = Absent.empty(inheritable);
    permitted = Absent.empty(permitted);
    ambient = Absent.empty(ambient);
  }
}
