package org.hybridface.vision.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model as the jar carries it.
 *
 * @param name    its file name
 * @param sha256  what it must come out as
 * @param sources the downloaded files it is made of
 */
record PackedModel(String name, String sha256, List<NpmFile> sources, Recipe recipe) {

    /** How the content of the sources, in their order, becomes the model. */
    interface Recipe {
        byte[] make(List<byte[]> sources) throws ModelBuildException;
    }

    byte[] made(NpmPackages npm) throws IOException, ModelBuildException {
        List<byte[]> contents = new ArrayList<>();
        for (NpmFile source : sources) {
            contents.add(npm.read(source));
        }
        return recipe.make(contents);
    }
}
