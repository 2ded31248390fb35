package dev.jug.cli.resource;

import dev.jug.engine.request.DeviceRate;
import dev.jug.engine.request.FixedLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What single block devices give. */
public final class RateFlags {
  @Option(names = "--blkio-weight-device", description = "DEVICE:WEIGHT, 10 to 1000.")
  List<String> weights = new ArrayList<>();

  @Option(names = "--device-read-bps", description = "DEVICE:BYTES read each second.")
  List<String> readBytes = new ArrayList<>();

  @Option(names = "--device-write-bps", description = "DEVICE:BYTES written each second.")
  List<String> writeBytes = new ArrayList<>();

  @Option(names = "--device-read-iops", description = "DEVICE:COUNT of reads each second.")
  List<String> reads = new ArrayList<>();

  @Option(names = "--device-write-iops", description = "DEVICE:COUNT of writes each second.")
  List<String> writes = new ArrayList<>();

  /** The rates as the engine has them, and nothing else. */
  public FixedLimits limits() {
    return new FixedLimits(
        null,
        false,
        null,
        null,
        all(weights, DeviceRate::count),
        all(readBytes, DeviceRate::bytes),
        all(writeBytes, DeviceRate::bytes),
        all(reads, DeviceRate::count),
        all(writes, DeviceRate::count));
  }

  private static List<DeviceRate> all(List<String> texts, Function<String, DeviceRate> parse) {
    return texts.stream().map(parse).toList();
  }
}
