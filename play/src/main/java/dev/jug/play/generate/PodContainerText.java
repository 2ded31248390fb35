package dev.jug.play.generate;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.network.port.ContainerPort;
import dev.jug.network.port.PortBinding;
import dev.jug.oci.image.Healthcheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One container of a pod that is written.
 *
 * @param name the container's
 * @param request what it was made from
 * @param omissions hears of what a pod cannot say
 */
record PodContainerText(String name, ContainerRequest request, Omissions omissions) {
  /** All of it, with these mounts. */
  Map<String, Object> with(List<Map<String, Object>> mounts) {
    var process = request.process();
    var out = new LinkedHashMap<String, Object>();
    out.put("name", PodGenerator.label(name));
    out.put("image", request.image().shown());
    out.put("imagePullPolicy", "IfNotPresent");
    if (process.entrypoint() != null) {
      out.put("command", escaped(process.entrypoint()));
    }
    out.put("args", escaped(process.command()));
    if (process.directory() != null) {
      out.put("workingDir", process.directory());
    }
    flag(out, "stdin", process.stdin());
    flag(out, "stdinOnce", process.stdinOnce());
    flag(out, "tty", process.terminal());
    out.put("env", environment());
    out.put("ports", ports());
    out.put("resources", new ResourceText(name, request, omissions).all());
    out.put("securityContext", new SecurityText(name, request, omissions).all());
    if (request.health() != null) {
      out.put("readinessProbe", probe(request.health()));
    }
    out.put("volumeMounts", mounts);
    others();
    return out;
  }

  private static void flag(Map<String, Object> out, String field, boolean value) {
    if (value) {
      out.put(field, true);
    }
  }

  /** Kubernetes puts variables in there, and two dollars are one that is meant. */
  private static List<String> escaped(List<String> words) {
    return words.stream().map(PodContainerText::escaped).toList();
  }

  private static String escaped(String word) {
    return word.replace("$(", "$$(");
  }

  private List<Map<String, Object>> environment() {
    var all = new LinkedHashMap<String, String>();
    for (var entry : request.process().environment()) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        all.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    var list = new ArrayList<Map<String, Object>>();
    all.forEach((variable, value) -> list.add(pair("name", variable, "value", escaped(value))));
    return list;
  }

  private static Map<String, Object> pair(String one, Object first, String other, Object second) {
    var pair = new LinkedHashMap<String, Object>();
    pair.put(one, first);
    pair.put(other, second);
    return pair;
  }

  private List<Map<String, Object>> ports() {
    var ports = new ArrayList<Map<String, Object>>();
    for (var binding : request.network().ports()) {
      ports.add(port(binding));
    }
    request.network().exposed().stream()
        .filter(port ->
            request.network().ports().stream().noneMatch(one -> one.container().equals(port)))
        .forEach(port -> ports.add(port(port)));
    return ports;
  }

  private Map<String, Object> port(PortBinding binding) {
    var port = port(binding.container());
    omissions.note(
        name,
        "a port of the host that is not one alone: -p for " + binding.container(),
        !isOne(binding));
    if (isOne(binding)) {
      port.put("hostPort", binding.first());
      if (binding.address() != null) {
        port.put("hostIP", binding.address().getHostAddress());
      }
    }
    return port;
  }

  private static boolean isOne(PortBinding binding) {
    return binding.first() != 0 && binding.first() == binding.last();
  }

  private static Map<String, Object> port(ContainerPort port) {
    return pair("containerPort", port.number(), "protocol", port.protocol().name());
  }

  /** Docker's check says whether it works, and restarts nothing: that is readiness. */
  private static Map<String, Object> probe(Healthcheck check) {
    var words = check.test();
    if (words.isEmpty() || words.getFirst().equals("NONE")) {
      return Map.of();
    }
    var command =
        words.getFirst().equals("CMD-SHELL")
            ? List.of("/bin/sh", "-c", words.getLast())
            : words.subList(1, words.size());
    var probe = new LinkedHashMap<String, Object>();
    probe.put("exec", Map.of("command", command));
    seconds(probe, "periodSeconds", check.interval(), 30);
    seconds(probe, "timeoutSeconds", check.timeout(), 30);
    if (check.startPeriod() > 0) {
      seconds(probe, "initialDelaySeconds", check.startPeriod(), 0);
    }
    probe.put("failureThreshold", check.retries() == 0 ? 3 : check.retries());
    return probe;
  }

  private static void seconds(Map<String, Object> out, String field, long nanos, long usual) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos + 999_999_999);
    out.put(field, seconds == 0 ? usual : seconds);
  }

  private void others() {
    omissions.note(name, "devices (--device)", request.devices());
    omissions.note(name, "limits of processes (--ulimit)", request.limits());
    omissions.note(name, "kernel parameters (--sysctl)", request.sysctls());
    omissions.note(name, "labels (--label)", request.labels());
    omissions.note(name, "lines of /etc/hosts (--add-host)", request.network().extraHosts());
    omissions.note(name, "links (--link)", request.network().links());
    omissions.note(name, "whom it asks for names (--dns)", request.network().dns());
    omissions.note(name, "groups (--group-add)", request.groups());
    omissions.note(name, "a reaper (--init)", request.init());
    omissions.note(name, "ids of its own (--userns)", request.namespaces().ids() != null);
  }
}
