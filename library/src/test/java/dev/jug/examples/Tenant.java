package dev.jug.examples;

import dev.jug.Jug;
import dev.jug.engine.request.ResourceOptions;
import java.time.Duration;

/** What one tenant's containers have used together, when they have ended. */
public final class Tenant {
  public static void main(String[] arguments) {
    try (var jug = Jug.open()) {
      IO.println(run(jug));
    }
  }

  static Duration run(Jug jug) {
    var tenant = jug.resources().create("tenant", ResourceOptions.ofPids(100));
    jug.container("host").command("sha256sum", "/bin/sh").in(tenant).run().orThrow();
    var used = Duration.ofNanos(tenant.bill().used().cpuNanos());
    tenant.remove();
    return used;
  }
}
