package dev.jug.kube.decode;

import dev.jug.kube.model.Container;
import dev.jug.kube.model.DnsConfig;
import dev.jug.kube.model.DnsPolicy;
import dev.jug.kube.model.HostAlias;
import dev.jug.kube.model.HostNamespaces;
import dev.jug.kube.model.Pod;
import dev.jug.kube.model.PodSecurityContext;
import dev.jug.kube.model.PodSpec;
import dev.jug.kube.model.RestartPolicy;
import dev.jug.kube.model.Volume;
import dev.jug.kube.yaml.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pods, by themselves and as templates. */
final class Pods {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final String ONE_MACHINE = "there is one machine to run on";
  private static final String NO_ACCOUNTS = "there is no API that a pod could speak to";

  private static final Map<String, RestartPolicy> POLICIES =
      Map.of(
          "Always", RestartPolicy.ALWAYS,
          "OnFailure", RestartPolicy.ON_FAILURE,
          "Never", RestartPolicy.NEVER);

  private static final Map<String, DnsPolicy> DNS =
      Map.of(
          "ClusterFirst", DnsPolicy.CLUSTER_FIRST,
          "ClusterFirstWithHostNet", DnsPolicy.CLUSTER_FIRST_WITH_HOST_NET,
          "Default", DnsPolicy.DEFAULT,
          "None", DnsPolicy.NONE);

  private Pods() {}

  static Pod pod(Fields fields) {
    fields.meaningless("a cluster keeps it", "status");
    return new Pod(Common.metadata(fields), spec(fields));
  }

  static Pod template(Fields fields) {
    return new Pod(Common.templateMetadata(fields), spec(fields));
  }

  private static PodSpec spec(Fields pod) {
    return pod.need("spec").flatMap(value -> value.object(Pods::read)).orElse(nothing());
  }

  static PodSpec nothing() {
    return new PodSpec(
        List.of(),
        List.of(),
        List.of(),
        RestartPolicy.ALWAYS,
        new HostNamespaces(false, false, false, true),
        false,
        Optional.empty(),
        Optional.empty(),
        DnsPolicy.CLUSTER_FIRST,
        DnsConfig.NOTHING,
        List.of(),
        GRACE,
        Optional.empty(),
        Optional.empty(),
        PodSecurityContext.NONE);
  }

  private static PodSpec read(Fields fields) {
    leaveOut(fields);
    var volumes = fields.objects("volumes", Volumes::volume);
    var containers = new Containers(volumes.stream().map(Volume::name).collect(Collectors.toSet()));
    var spec =
        new PodSpec(
            fields.objects("containers", containers::container),
            fields.objects("initContainers", containers::init),
            volumes,
            fields.word("restartPolicy", POLICIES).orElse(RestartPolicy.ALWAYS),
            host(fields),
            fields.flag("shareProcessNamespace", false),
            fields.take("hostname").map(Names::label),
            fields.take("subdomain").map(Names::label),
            fields.word("dnsPolicy", DNS).orElse(DnsPolicy.CLUSTER_FIRST),
            fields.object("dnsConfig", Pods::dns).orElse(DnsConfig.NOTHING),
            fields.objects(
                "hostAliases", each -> new HostAlias(each.needText("ip"), each.texts("hostnames"))),
            fields.seconds("terminationGracePeriodSeconds", 0).orElse(GRACE),
            fields.seconds("activeDeadlineSeconds", 1),
            fields.text("runtimeClassName"),
            fields.object("securityContext", Securities::ofPod).orElse(PodSecurityContext.NONE));
    check(fields, spec);
    return spec;
  }

  private static HostNamespaces host(Fields fields) {
    return new HostNamespaces(
        fields.flag("hostNetwork", false),
        fields.flag("hostPID", false),
        fields.flag("hostIPC", false),
        fields.flag("hostUsers", true));
  }

  private static void leaveOut(Fields fields) {
    fields.meaningless(ONE_MACHINE, "nodeName", "nodeSelector", "affinity", "tolerations");
    fields.meaningless(ONE_MACHINE, "topologySpreadConstraints", "schedulerName", "priority");
    fields.meaningless(ONE_MACHINE, "priorityClassName", "preemptionPolicy");
    fields.meaningless(NO_ACCOUNTS, "serviceAccountName", "serviceAccount");
    fields.meaningless(NO_ACCOUNTS, "automountServiceAccountToken");
    fields.meaningless("they are in /etc/hosts all the same", "setHostnameAsFQDN");
    fields.meaningless("a pod has no such variables here", "enableServiceLinks");
    fields.meaningless("credentials are those of 'jug login'", "imagePullSecrets");
    fields.meaningless("a pod takes what its containers take", "overhead");
    fields.unsupported("there is nobody who would open a gate", "schedulingGates");
    fields.unsupported("there is nobody who would say so", "readinessGates");
    fields.unsupported("claims of devices", "resourceClaims");
    fields.unsupported("limits are those of containers", "resources");
    fields.unsupported("debugging: use 'jug exec'", "ephemeralContainers");
    fields.unsupported("containers are those of Linux", "hostnameOverride");
    fields.object("os", os -> os.word("name", Map.of("linux", "linux"))).ifPresent(_ -> {});
  }

  private static DnsConfig dns(Fields fields) {
    var options =
        fields.objects(
            "options",
            option -> option.needText("name") + option.text("value").map(v -> ":" + v).orElse(""));
    return new DnsConfig(fields.texts("nameservers"), fields.texts("searches"), options);
  }

  /** What each field alone does not show. */
  private static void check(Fields fields, PodSpec spec) {
    if (spec.containers().isEmpty()) {
      fields.wrong("a pod has at least one container");
    }
    var all = new ArrayList<Container>(spec.initContainers());
    all.addAll(spec.containers());
    Common.noneTwice(fields, "containers", all, Container::name);
    Common.noneTwice(fields, "volumes", spec.volumes(), Volume::name);
    if (spec.dnsPolicy() == DnsPolicy.NONE && spec.dnsConfig().nameservers().isEmpty()) {
      fields.wrong("with the dnsPolicy None there have to be nameservers in dnsConfig");
    }
  }
}
