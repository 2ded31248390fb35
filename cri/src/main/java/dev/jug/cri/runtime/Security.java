package dev.jug.cri.runtime;

import dev.jug.cri.message.Message;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.SecurityOptions.GuardedPaths;
import dev.jug.grpc.proto.ProtoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code LinuxContainerSecurityContext} says.
 *
 * @param context the message
 */
record Security(Message context) {
  /** What the container may do. */
  SecurityOptions options() throws ProtoException {
    var capabilities = context.message("capabilities");
    return new SecurityOptions(
            capabilities.texts("add_capabilities"),
            capabilities.texts("drop_capabilities"),
            context.flag("privileged"),
            context.flag("readonly_rootfs"),
            words())
        .guarding(paths())
        .keeping(capabilities.texts("add_ambient_capabilities"));
  }

  private List<String> words() throws ProtoException {
    var words = new ArrayList<String>();
    words.add("no-new-privileges=" + context.flag("no_new_privs"));
    if (context.has("seccomp") && !context.flag("privileged")) {
      words.add("seccomp=" + filter(context.message("seccomp")));
    }
    profile(context.message("apparmor")).ifPresent(name -> words.add("apparmor=" + name));
    var labels = context.message("selinux_options");
    for (var part : List.of("user", "role", "type", "level")) {
      labels.word(part).ifPresent(value -> words.add("label=" + part + ":" + value));
    }
    return words;
  }

  /** What AppArmor confines it by, if that is not the default. */
  private static Optional<String> profile(Message apparmor) throws ProtoException {
    return switch (apparmor.constant("profile_type")) {
      case "Unconfined" -> Optional.of("unconfined");
      case "Localhost" -> apparmor.word("localhost_ref");
      default -> Optional.empty();
    };
  }

  private static String filter(Message seccomp) throws ProtoException {
    return switch (seccomp.constant("profile_type")) {
      case "Unconfined" -> "unconfined";
      case "Localhost" -> seccomp.text("localhost_ref");
      default -> "builtin";
    };
  }

  /** Lists that are empty look like lists that are not there: then the usual paths are guarded. */
  private @Nullable GuardedPaths paths() throws ProtoException {
    var masked = context.texts("masked_paths");
    var readOnly = context.texts("readonly_paths");
    return masked.isEmpty() && readOnly.isEmpty() ? null : new GuardedPaths(masked, readOnly);
  }

  /** Whom it runs as; null for whom the image says. */
  @Nullable String user() throws ProtoException {
    var id = context.value("run_as_user").map(String::valueOf);
    var named = id.isPresent() ? id : context.word("run_as_username");
    var group = context.value("run_as_group");
    if (named.isEmpty() && group.isPresent()) {
      throw new Invalid("run_as_group is set without run_as_user or run_as_username", "");
    }
    return named.map(who -> group.map(of -> who + ":" + of).orElse(who)).orElse(null);
  }

  /** More groups of its process, by number. */
  List<String> groups() throws ProtoException {
    return context.numbers("supplemental_groups").stream().map(String::valueOf).toList();
  }
}
