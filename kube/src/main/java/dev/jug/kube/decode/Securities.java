package dev.jug.kube.decode;

import dev.jug.kube.model.PodSecurityContext;
import dev.jug.kube.model.SecurityContext;
import dev.jug.kube.model.SecurityProfile;
import dev.jug.kube.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What containers may do. */
final class Securities {
  private static final long LARGEST_ID = Integer.MAX_VALUE;
  private static final String WINDOWS = "containers are those of Linux";
  private static final String SELINUX = "labels of SELinux";

  private Securities() {}

  static PodSecurityContext ofPod(Fields fields) {
    fields.unsupported(WINDOWS, "windowsOptions");
    fields.unsupported(SELINUX, "seLinuxOptions", "seLinuxChangePolicy");
    fields.meaningless("groups are always set", "fsGroupChangePolicy");
    fields.unsupported("groups are those of the image and these", "supplementalGroupsPolicy");
    var sysctls =
        fields.objects(
            "sysctls", sysctl -> Map.entry(sysctl.needText("name"), sysctl.needText("value")));
    Common.noneTwice(fields, "sysctls", sysctls, Map.Entry::getKey);
    return new PodSecurityContext(
        fields.integer("runAsUser", 0, LARGEST_ID),
        fields.integer("runAsGroup", 0, LARGEST_ID),
        fields.flag("runAsNonRoot"),
        fields.integer("fsGroup", 0, LARGEST_ID),
        fields.list("supplementalGroups", value -> Optional.of(value.integer(0, LARGEST_ID))),
        sysctls.stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one)),
        fields.object("seccompProfile", Securities::profile),
        fields.object("appArmorProfile", Securities::profile));
  }

  static SecurityContext ofContainer(Fields fields) {
    fields.unsupported(WINDOWS, "windowsOptions");
    fields.unsupported(SELINUX, "seLinuxOptions");
    var capabilities =
        fields.object("capabilities", each -> List.of(each.texts("add"), each.texts("drop")));
    boolean privileged = fields.flag("privileged", false);
    boolean escalates = fields.flag("allowPrivilegeEscalation", true);
    if (privileged && !escalates) {
      fields.wrong("a privileged container cannot be kept from more privileges");
    }
    return new SecurityContext(
        fields.integer("runAsUser", 0, LARGEST_ID),
        fields.integer("runAsGroup", 0, LARGEST_ID),
        fields.flag("runAsNonRoot"),
        privileged,
        fields.flag("readOnlyRootFilesystem", false),
        escalates,
        capabilities.map(List::getFirst).orElse(List.of()),
        capabilities.map(List::getLast).orElse(List.of()),
        fields.object("seccompProfile", Securities::profile),
        fields.object("appArmorProfile", Securities::profile),
        fields.word("procMount", Map.of("Default", true, "Unmasked", false)).orElse(true));
  }

  private static SecurityProfile profile(Fields fields) {
    var name = fields.text("localhostProfile");
    SecurityProfile profile =
        fields
            .word(
                "type",
                Map.<String, SecurityProfile>of(
                    "RuntimeDefault", new SecurityProfile.RuntimeDefault(),
                    "Unconfined", new SecurityProfile.Unconfined(),
                    "Localhost", new SecurityProfile.Localhost(name.orElse(""))))
            .orElse(new SecurityProfile.RuntimeDefault());
    if (profile instanceof SecurityProfile.Localhost != name.isPresent()) {
      fields.wrong("'localhostProfile' belongs to the type Localhost, and is needed there");
    }
    return profile;
  }
}
