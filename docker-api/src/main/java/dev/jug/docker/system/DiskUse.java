package dev.jug.docker.system;

import dev.jug.docker.build.PruneBuilds;
import dev.jug.docker.container.ListContainers;
import dev.jug.docker.context.Context;
import dev.jug.docker.image.ListImages;
import dev.jug.docker.volume.VolumeUse;
import dev.jug.engine.volume.VolumeFilter;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.audit.SpaceItem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code GET /system/df}: what takes how much of the disk. */
record DiskUse(Context context) {

  void handle(Request request, Response response) throws IOException {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("LayersSize", layers());
    answer.put("Images", new ListImages(context).detailed());
    answer.put("Containers", new ListContainers(context).all());
    answer.put("Volumes", volumes());
    answer.put("BuildCache", new PruneBuilds(context).lines());
    context.json().send(response, answer);
  }

  /** Without those that have a file system of their own: what that takes is not this disk's. */
  private List<VolumeUse> volumes() {
    var volumes = context.engine().volumes();
    return volumes.list(VolumeFilter.ALL).stream()
        .filter(volume -> !volume.isMounted())
        .map(volume -> VolumeUse.of(volumes, volume))
        .toList();
  }

  private long layers() {
    return context.engine().space().stream()
        .filter(item -> item.kind().isOfImages())
        .mapToLong(SpaceItem::bytes)
        .sum();
  }
}
