/** Tests of images as kubelets have them. */
@NullMarked
package dev.jug.cri.image;

import org.jspecify.annotations.NullMarked;
