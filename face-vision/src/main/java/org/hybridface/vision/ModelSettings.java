// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a provider of a model gets to know.
 *
 * @param folder      where model files that are not in a jar may lie ({@code face.models.dir}); empty when there is none
 * @param accelerator what computes the net ({@code face.accelerator}); the library at hand offers it
 */
public record ModelSettings(Optional<Path> folder, Accelerator accelerator) {
}
