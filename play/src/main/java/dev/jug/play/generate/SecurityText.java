package dev.jug.play.generate;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.SecurityOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a container of a pod that is written may do.
 *
 * @param name the container's
 * @param request what it was made from
 * @param omissions hears of what a pod cannot say
 */
record SecurityText(String name, ContainerRequest request, Omissions omissions) {
  private static final Pattern NUMBERS = Pattern.compile("([0-9]+)(:([0-9]+))?");

  Map<String, Object> all() {
    var security = request.security();
    var all = new LinkedHashMap<String, Object>();
    user(all);
    if (security.privileged()) {
      all.put("privileged", true);
    } else if (hasNoNewPrivileges(security)) {
      all.put("allowPrivilegeEscalation", false);
    }
    if (security.readOnly()) {
      all.put("readOnlyRootFilesystem", true);
    }
    var capabilities = new LinkedHashMap<String, Object>();
    capabilities.put("add", names(security.capAdd()));
    capabilities.put("drop", names(security.capDrop()));
    all.put("capabilities", capabilities);
    if (security.values("seccomp").contains("unconfined")) {
      all.put("seccompProfile", Map.of("type", "Unconfined"));
    } else {
      omissions.note(name, "a filter (--security-opt seccomp=)", security.values("seccomp"));
    }
    omissions.note(name, "a profile (--security-opt apparmor=)", security.values("apparmor"));
    omissions.note(name, "labels (--security-opt label=)", security.values("label"));
    return all;
  }

  private static boolean hasNoNewPrivileges(SecurityOptions security) {
    var said = security.values("no-new-privileges");
    return !said.isEmpty() && !said.getLast().equals("false");
  }

  private void user(Map<String, Object> all) {
    var user = request.process().user();
    if (user == null) {
      return;
    }
    var numbers = NUMBERS.matcher(user);
    if (!numbers.matches()) {
      omissions.note(name, "a user by name, for pods have numbers (--user " + user + ")", true);
      return;
    }
    all.put("runAsUser", Long.parseLong(numbers.group(1)));
    if (numbers.group(3) != null) {
      all.put("runAsGroup", Long.parseLong(numbers.group(3)));
    }
  }

  /** Kubernetes writes them without the prefix. */
  private static List<String> names(List<String> capabilities) {
    return capabilities.stream()
        .map(name -> name.toUpperCase(Locale.ROOT))
        .map(name -> name.startsWith("CAP_") ? name.substring("CAP_".length()) : name)
        .toList();
  }
}
