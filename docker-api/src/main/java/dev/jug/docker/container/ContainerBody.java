package dev.jug.docker.container;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.oci.image.Healthcheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /containers/create}: a container's {@code Config}, with a {@code
 * HostConfig} in it.
 *
 * @param config the whole body
 * @param name of the container; null lets the engine choose
 */
record ContainerBody(Fields config, @Nullable String name) {

  ContainerRequest request() {
    var host = new HostConfigBody(config.object("HostConfig"));
    var special = new SpecialBody(config.object("HostConfig"));
    special.refuseWhatIsNotHere();
    return special.isolation().of(request(host, special));
  }

  private ContainerRequest request(HostConfigBody host, SpecialBody special) {
    return ContainerRequest.builder(image(), config.texts("Cmd"))
        .process(process())
        .name(name)
        .hostname(config.textOrNull("Hostname"))
        .labels(config.map("Labels"))
        .stopSignal(config.textOrNull("StopSignal"))
        .stopTimeout(config.smallNumber("StopTimeout"))
        .autoRemove(host.autoRemove())
        .domainname(config.textOrNull("Domainname"))
        .groups(config.object("HostConfig").texts("GroupAdd"))
        .init(host.init())
        .log(host.log())
        .resources(host.resources())
        .fixedLimits(special.limits())
        .deviceRules(special.deviceRules())
        .annotations(special.annotations())
        .cgroupParent(special.cgroupParent())
        .runtime(special.runtime())
        .security(host.security())
        .storage(host.storage(config.object("Volumes").names()))
        .namespaces(host.namespaces())
        .network(new NetworkBody(config).options())
        .limits(host.limits())
        .devices(host.devices())
        .sysctls(host.sysctls())
        .oomScoreAdj(host.oomScoreAdj())
        .restart(host.restart())
        .health(health())
        .build();
  }

  private @Nullable Healthcheck health() {
    if (!config.has("Healthcheck")) {
      return null;
    }
    var check = config.object("Healthcheck");
    var retries = check.smallNumber("Retries");
    return check.names().isEmpty()
        ? null
        : new Healthcheck(
            check.texts("Test"),
            nanos(check, "Interval"),
            nanos(check, "Timeout"),
            nanos(check, "StartPeriod"),
            nanos(check, "StartInterval"),
            retries == null ? 0 : retries);
  }

  private static long nanos(Fields check, String field) {
    var number = check.number(field);
    return number == null ? 0 : number;
  }

  private ContainerImage image() {
    var image = config.text("Image");
    if (image.isEmpty()) {
      throw new Invalid("no image specified in the body: Image is empty", "");
    }
    return "host".equals(image)
        ? new ContainerImage.Host(false)
        : new ContainerImage.Stored(image, null);
  }

  /** Docker's clients take the image's entry point away with one empty word. */
  private ProcessOptions process() {
    var entrypoint = config.textsOrNull("Entrypoint");
    boolean none = entrypoint != null && entrypoint.equals(List.of(""));
    var size = config.object("HostConfig").numbers("ConsoleSize");
    return new ProcessOptions(
        none ? List.of() : entrypoint,
        config.texts("Cmd"),
        config.texts("Env"),
        config.textOrNull("WorkingDir"),
        config.textOrNull("User"),
        config.flag("Tty"),
        config.flag("OpenStdin"),
        config.flag("StdinOnce"),
        size.size() == 2 ? size.get(0).intValue() : 0,
        size.size() == 2 ? size.get(1).intValue() : 0);
  }
}
