package dev.jug.engine.apt;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An image to make of packages.
 *
 * @param suite such as {@code bookworm}
 * @param variant how much is in it
 * @param packages more packages: {@code NAME}, {@code NAME=VERSION} or {@code NAME/SUITE}
 * @param name what it shall be called
 * @param environment of whoever asks; proxies and {@code SOURCE_DATE_EPOCH} are used
 */
public record AptRequest(
    String suite,
    AptVariant variant,
    List<String> packages,
    Reference name,
    Map<String, String> environment) {
  private static final Pattern PACKAGE =
      Pattern.compile(
          "[a-z0-9][a-z0-9+.-]*[a-z0-9+](?::[a-z0-9]+)?(?:[=/][A-Za-z0-9][A-Za-z0-9.+:~_-]*)?");
  private static final List<String> PASSED_ON =
      List.of(
          "http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy", "SOURCE_DATE_EPOCH");

  /**
   * A request.
   *
   * @throws Invalid if a package's name, or SOURCE_DATE_EPOCH, makes no sense
   */
  public AptRequest {
    packages = packages.stream().sorted().distinct().toList();
    environment = passedOn(environment);
    for (var one : packages) {
      if (!PACKAGE.matcher(one).matches()) {
        throw new Invalid(
            "\"" + one + "\" is no package", "Write NAME, NAME=VERSION or NAME/SUITE.");
      }
    }
    var date = environment.getOrDefault("SOURCE_DATE_EPOCH", "0");
    if (!date.matches("[0-9]{1,10}")) {
      throw new Invalid("SOURCE_DATE_EPOCH is no number of seconds: " + date, "");
    }
  }

  private static Map<String, String> passedOn(Map<String, String> environment) {
    return PASSED_ON.stream()
        .filter(environment::containsKey)
        .collect(Collectors.toUnmodifiableMap(name -> name, environment::get));
  }

  /** The command that makes the same image. */
  String command() {
    var include = packages.isEmpty() ? "" : " --include " + String.join(",", packages);
    return "jug pull apt:" + suite + " --variant " + variant.word() + include;
  }
}
