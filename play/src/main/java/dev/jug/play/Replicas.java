package dev.jug.play;

import dev.jug.kube.model.Deployment;
import dev.jug.play.pod.PodWorker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is missing of a Deployment, and what is too much. While versions change, new pods come
 * first; old ones go as new ones are ready.
 *
 * @param deployment what is to be
 * @param revision which version of it
 * @param workers all of its pods that are there
 */
record Replicas(Deployment deployment, int revision, List<PodWorker> workers) {
  private static final Comparator<PodWorker> READY_LAST =
      Comparator.comparing(worker -> worker.status().ready());

  private boolean isNew(PodWorker worker) {
    return worker.plan().revision() == revision;
  }

  private List<PodWorker> staying(boolean recent) {
    return workers.stream()
        .filter(worker -> !worker.isLeaving() && isNew(worker) == recent)
        .sorted(READY_LAST)
        .toList();
  }

  /** How many pods are to be made. */
  int missing() {
    boolean mustWait = deployment.recreate() && !workers.stream().allMatch(this::isNew);
    return mustWait ? 0 : Math.max(0, deployment.replicas() - staying(true).size());
  }

  /** Which pods are to go. */
  List<PodWorker> surplus() {
    var recent = staying(true);
    var older = staying(false);
    long ready = recent.stream().filter(one -> one.isReady(deployment.minReady())).count();
    int kept = deployment.recreate() ? 0 : (int) Math.max(0, deployment.replicas() - ready);
    var going = new ArrayList<PodWorker>();
    going.addAll(recent.subList(0, Math.max(0, recent.size() - deployment.replicas())));
    going.addAll(older.subList(0, Math.max(0, older.size() - kept)));
    return going;
  }
}
