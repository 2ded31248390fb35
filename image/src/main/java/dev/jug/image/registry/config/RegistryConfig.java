package dev.jug.image.registry.config;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.json.JsonText;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How registries are reached.
 *
 * @param insecure servers that need not prove who they are
 * @param mirrors servers to pull from before the registry itself is asked, in this order
 * @param certificates folders with a folder for each server, as Docker's {@code certs.d}
 * @param proxies on the way
 * @param waits how long they are waited for
 */
public record RegistryConfig(
    InsecureHosts insecure,
    Map<HostPort, List<HostPort>> mirrors,
    CertificateFolders certificates,
    Proxies proxies,
    Waits waits) {
  private static final HostPort DOCKER = HostPort.parse("docker.io");
  private static final long LARGEST_WAIT = 86_400;

  /** Nothing configured. */
  public static final RegistryConfig NONE =
      new RegistryConfig(
          InsecureHosts.LOOPBACK,
          Map.of(),
          new CertificateFolders(List.of()),
          new Proxies(Map.of()),
          Waits.DEFAULT);

  public RegistryConfig {
    mirrors = Map.copyOf(mirrors);
  }

  /**
   * Reads a file such as
   *
   * <pre>{@code
   * {
   *   "insecure": ["registry.lan:5000", "http://10.1.2.3:5000", "10.0.0.0/8"],
   *   "mirrors": {"docker.io": ["mirror.lan"]},
   *   "timeouts": {"connect": 20, "stall": 60, "attempts": 5}
   * }
   * }</pre>
   *
   * The timeouts are in seconds; what is left out is as shown here.
   *
   * @param file need not be there
   * @param certificates folders with certificates, such as {@code /etc/docker/certs.d}
   * @param environment where the proxies are named
   * @throws ImageException if it cannot be read, or says something that is not understood
   */
  public static RegistryConfig read(
      Path file, List<Path> certificates, Map<String, String> environment) {
    var json = object(file);
    try {
      requireKnown(json, List.of("insecure", "mirrors", "timeouts"));
      return new RegistryConfig(
          new InsecureHosts(strings(json, "insecure")),
          mirrors(fields(json, "mirrors")),
          new CertificateFolders(certificates),
          new Proxies(environment),
          waits(fields(json, "timeouts")));
    } catch (ImageException e) {
      throw invalid(file, e.getMessage());
    }
  }

  private static JsonNode object(Path file) {
    try {
      return JsonText.object(Files.readAllBytes(file))
          .orElseThrow(() -> invalid(file, "it is no JSON object"));
    } catch (NoSuchFileException _) {
      return JsonText.empty();
    } catch (IOException e) {
      throw new ImageException(
          ImageException.Kind.FAILED, file + " cannot be read: " + FileTrouble.why(e), "", e);
    }
  }

  private static void requireKnown(JsonNode object, List<String> known) {
    for (var name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw senseless("there is no setting \"" + name + "\"");
      }
    }
  }

  private static ImageException senseless(String why) {
    return new ImageException(ImageException.Kind.INVALID, why);
  }

  private static JsonNode fields(JsonNode json, String field) {
    var object = json.path(field);
    if (!object.isMissingNode() && !object.isObject()) {
      throw senseless("\"" + field + "\" is no object");
    }
    return object;
  }

  private static Waits waits(JsonNode object) {
    requireKnown(object, List.of("connect", "stall", "attempts"));
    long attempts = positive(object, "attempts", Waits.DEFAULT.attempts());
    return new Waits(
        Duration.ofSeconds(positive(object, "connect", Waits.DEFAULT.connect().toSeconds())),
        Duration.ofSeconds(positive(object, "stall", Waits.DEFAULT.stall().toSeconds())),
        (int) attempts);
  }

  private static long positive(JsonNode object, String field, long otherwise) {
    if (!object.has(field)) {
      return otherwise;
    }
    return JsonText.number(object, field)
        .filter(number -> number > 0 && number <= LARGEST_WAIT)
        .orElseThrow(
            () -> senseless("\"" + field + "\" is no whole number from 1 to " + LARGEST_WAIT));
  }

  private static Map<HostPort, List<HostPort>> mirrors(JsonNode object) {
    var mirrors = new HashMap<HostPort, List<HostPort>>();
    for (var registry : object.propertyNames()) {
      mirrors.put(
          HostPort.parse(registry),
          strings(object, registry).stream().map(HostPort::parse).toList());
    }
    return mirrors;
  }

  private static List<String> strings(JsonNode object, String field) {
    var list = object.path(field);
    var strings = JsonText.strings(object, field);
    if (!list.isMissingNode() && (!list.isArray() || strings.size() != list.size())) {
      throw senseless("\"" + field + "\" is no list of strings");
    }
    return strings;
  }

  private static ImageException invalid(Path file, String why) {
    return new ImageException(
        ImageException.Kind.INVALID, file + ": " + why, "correct the file " + file);
  }

  /** The same where something is said here, and the defaults where nothing is. */
  public RegistryConfig with(RegistryDefaults defaults) {
    var all = new HashMap<>(mirrors);
    if (!defaults.mirrors().isEmpty()) {
      all.putIfAbsent(DOCKER, defaults.mirrors());
    }
    return new RegistryConfig(insecure.and(defaults.insecure()), all, certificates, proxies, waits);
  }

  /** The mirrors of a registry. */
  public List<HostPort> mirrorsOf(HostPort registry) {
    return mirrors.getOrDefault(registry, List.of());
  }
}
