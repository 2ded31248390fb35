package dev.jug.build.attest;

import dev.jug.build.tree.SourceTree;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

/** The packages in an image: those of Debian's and Alpine's package managers, and Java archives. */
public final class Inventory {
  private Inventory() {}

  /**
   * All of them.
   *
   * @throws IOException if the disk fails
   */
  public static SortedSet<FoundPackage> of(SourceTree tree) throws IOException {
    var packages = new TreeSet<FoundPackage>();
    packages.addAll(new DebianPackages(tree).find());
    packages.addAll(new AlpinePackages(tree).find());
    packages.addAll(new JavaArchives(tree).find());
    return packages;
  }
}
