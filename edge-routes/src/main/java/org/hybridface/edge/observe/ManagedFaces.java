// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.observe;

import java.util.List;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.print.Quoted;

/** The face cache in JMX, in words a person uses. */
@ManagedResource(description = "The faces this device remembers")
public final class ManagedFaces {

    private final FaceCache cache;

    ManagedFaces(FaceCache cache) {
        this.cache = cache;
    }

    @ManagedAttribute(description = "Number of remembered faces")
    public int getSize() {
        return cache.getCacheSize();
    }

    @ManagedAttribute(description = "Most faces that are remembered")
    public int getCapacity() {
        return cache.getCapacity();
    }

    @ManagedAttribute(description = "Questions that wait for an answer")
    public long getUnanswered() {
        return cache.getOpenAsks();
    }

    @ManagedOperation(description = "Every remembered face, most recently seen first: key, state, name")
    public List<String> faces() {
        return cache.list().stream().map(ManagedFaces::line).toList();
    }

    @ManagedOperation(description = "Gives a face a name on this device. Answers whether the key is remembered")
    public boolean rename(String key, String name) {
        return cache.rename(key, name).isPresent();
    }

    @ManagedOperation(description = "Forgets one face; its key is not given again. Answers whether it was remembered")
    public boolean forget(String key) {
        return cache.forget(key);
    }

    @ManagedOperation(description = "Asks the cloud for this face again when it is seen next. Answers whether the key is remembered")
    public boolean askAgain(String key) {
        return cache.askAgain(key);
    }

    @ManagedOperation(description = "Forgets every face; keys are not given again")
    public void clear() {
        cache.clear();
    }

    private static String line(FaceEntry face) {
        return face.key() + " " + face.state().word() + face.name().map(name -> " " + Quoted.line(name)).orElse("");
    }
}
