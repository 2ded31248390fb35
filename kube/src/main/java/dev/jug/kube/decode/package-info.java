/** Objects out of fields: a class for each part of the API, in the order of its reference. */
@NullMarked
package dev.jug.kube.decode;

import org.jspecify.annotations.NullMarked;
