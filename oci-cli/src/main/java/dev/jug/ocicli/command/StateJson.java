package dev.jug.ocicli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.oci.JsonLayout;
import dev.jug.runtime.lifecycle.ContainerState;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The documents of {@code state} and {@code list}, with the fields that runc's have. */
final class StateJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private StateJson() {}

  /** In runc's order. */
  private record Document(
      String ociVersion,
      String id,
      int pid,
      String status,
      String bundle,
      String rootfs,
      String created,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> annotations,
      String owner) {
    static Document of(ContainerState container) {
      var state = container.state();
      return new Document(
          state.ociVersion(),
          state.id(),
          state.pid(),
          state.status().word(),
          state.bundle(),
          container.rootfs(),
          container.created().toString(),
          state.annotations(),
          StateJson.owner(container.owner()));
    }
  }

  static String indented(ContainerState state) {
    return MAPPER.writer().with(JsonLayout.indented("  ")).writeValueAsString(Document.of(state));
  }

  static String line(List<ContainerState> states) {
    return MAPPER.writeValueAsString(states.stream().map(Document::of).toList());
  }

  static String owner(long uid) {
    return uid == 0 ? "root" : "#" + uid;
  }
}
