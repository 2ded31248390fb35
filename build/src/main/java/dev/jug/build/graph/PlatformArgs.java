package dev.jug.build.graph;

import dev.jug.oci.image.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Arguments that are there without anybody giving them. */
final class PlatformArgs {
  /** Those that need no declaration. */
  static final Set<String> PROXIES =
      Set.of(
          "HTTP_PROXY",
          "http_proxy",
          "HTTPS_PROXY",
          "https_proxy",
          "FTP_PROXY",
          "ftp_proxy",
          "NO_PROXY",
          "no_proxy",
          "ALL_PROXY",
          "all_proxy");

  private PlatformArgs() {}

  /** {@code TARGETPLATFORM}, {@code BUILDARCH} and so on. */
  static Map<String, String> of(PlanRequest request) {
    var args = new LinkedHashMap<String, String>();
    put(args, "TARGET", request.platform());
    put(args, "BUILD", request.buildPlatform());
    var target = request.target();
    args.put("TARGETSTAGE", target == null ? "default" : target);
    return args;
  }

  private static void put(Map<String, String> args, String prefix, Platform platform) {
    var variant = platform.variant();
    args.put(prefix + "PLATFORM", platform.toString());
    args.put(prefix + "OS", platform.os());
    args.put(prefix + "ARCH", platform.architecture());
    args.put(prefix + "VARIANT", variant == null ? "" : variant);
  }

  /** Whether a build may be given it though no instruction declares it. */
  static boolean isKnown(String name) {
    return PROXIES.contains(name)
        || name.startsWith("BUILDKIT_")
        || name.equals("SOURCE_DATE_EPOCH");
  }
}
