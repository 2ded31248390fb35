package dev.jug.play.pod;

import dev.jug.engine.request.SecurityOptions;
import dev.jug.kube.model.PodSecurityContext;
import dev.jug.kube.model.SecurityContext;
import dev.jug.kube.model.SecurityProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a container may do, and as whom.
 *
 * @param pod what its pod says
 * @param own what it says itself, which comes first
 */
record Rights(PodSecurityContext pod, SecurityContext own) {
  /** {@code uid[:gid]}; null for whom the image says. */
  @Nullable String user() {
    var user = first(own.runAsUser(), pod.runAsUser());
    var group = first(own.runAsGroup(), pod.runAsGroup());
    if (user.isEmpty() && group.isEmpty()) {
      return null;
    }
    var who = Long.toString(user.orElse(0));
    return group.isEmpty() ? who : who + ":" + group.getAsLong();
  }

  private static OptionalLong first(OptionalLong one, OptionalLong other) {
    return one.isPresent() ? one : other;
  }

  List<String> groups() {
    var groups = new ArrayList<String>();
    pod.supplementalGroups().forEach(group -> groups.add(Long.toString(group)));
    pod.fsGroup().ifPresent(group -> groups.add(Long.toString(group)));
    return groups;
  }

  SecurityOptions options() {
    var words = new ArrayList<String>();
    boolean noMore = !own.allowPrivilegeEscalation() && !own.privileged();
    words.add("no-new-privileges=" + noMore);
    own.seccomp()
        .or(pod::seccomp)
        .filter(_ -> !own.privileged())
        .ifPresent(profile -> words.add("seccomp=" + word(profile)));
    return new SecurityOptions(
        own.addedCapabilities(),
        own.droppedCapabilities(),
        own.privileged(),
        own.readOnlyRootFilesystem(),
        words);
  }

  private static String word(SecurityProfile profile) {
    return switch (profile) {
      case SecurityProfile.RuntimeDefault _ -> "builtin";
      case SecurityProfile.Unconfined _ -> "unconfined";
      case SecurityProfile.Localhost(var file) -> file;
    };
  }
}
