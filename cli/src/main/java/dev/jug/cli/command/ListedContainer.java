package dev.jug.cli.command;

import dev.jug.cli.network.PortList;
import dev.jug.door.template.Listing;
import dev.jug.engine.view.ContainerView;
import dev.jug.engine.view.MountView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A container as a line of {@code jug ps}, with Docker's names.
 *
 * @param view the container
 */
record ListedContainer(ContainerView view) {
  static final Listing LISTING =
      new Listing(Map.of("ID", "CONTAINER ID", "RunningFor", "CREATED", "CreatedAt", "CREATED AT"));

  private long localVolumes() {
    return view.mounts().stream().filter(mount -> mount.type().equals("volume")).count();
  }

  /** What a template can ask for. */
  Map<String, String> fields(String id, String age, String status) {
    var command = Stream.concat(Stream.of(view.path()), view.args().stream());
    var labels =
        view.config().labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue());
    var fields = new LinkedHashMap<String, String>();
    fields.put("Command", command.collect(Collectors.joining(" ")));
    fields.put("CreatedAt", view.created().toString());
    fields.put("ID", id);
    fields.put("Image", view.image());
    fields.put("Labels", labels.collect(Collectors.joining(",")));
    fields.put("LocalVolumes", Long.toString(localVolumes()));
    fields.put(
        "Mounts", view.mounts().stream().map(MountView::shown).collect(Collectors.joining(",")));
    fields.put("Names", view.name().substring(1));
    fields.put("Networks", String.join(",", view.networkSettings().networks().keySet()));
    fields.put("Ports", PortList.of(view.networkSettings()).toString());
    fields.put("RunningFor", age);
    fields.put("State", view.state().status().word());
    fields.put("Status", status);
    return fields;
  }
}
