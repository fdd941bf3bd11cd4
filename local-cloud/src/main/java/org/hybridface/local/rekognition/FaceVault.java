// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.util.List;

/** Where collections outlive the process. Used by one thread at a time; what a method has returned from is on disk. */
interface FaceVault {

    /** Every stored collection. */
    List<FaceCollection> load();

    /** A new collection without faces. */
    void create(FaceCollection collection);

    /** Faces that come behind those already stored. */
    void append(FaceCollection collection, List<FaceCollection.Entry> added);

    /** Stores the collection anew with these faces only; nothing of the others remains in its file. */
    void rewrite(FaceCollection collection, List<FaceCollection.Entry> kept);

    /** Stores which users the collection has and whose faces are whose, in place of what was stored of that before. */
    void keepUsers(FaceCollection collection, UserVectors users);

    /** Deletes the collection with its faces and users. */
    void delete(FaceCollection collection);

    /** Keeps nothing: collections end with the process, and with them every face. */
    static FaceVault none() {
        return new FaceVault() {
            @Override
            public List<FaceCollection> load() {
                return List.of();
            }

            @Override
            public void create(FaceCollection collection) {
                // Nothing to keep.
            }

            @Override
            public void append(FaceCollection collection, List<FaceCollection.Entry> added) {
                // Nothing to keep.
            }

            @Override
            public void rewrite(FaceCollection collection, List<FaceCollection.Entry> kept) {
                // Nothing to keep.
            }

            @Override
            public void keepUsers(FaceCollection collection, UserVectors users) {
                // Nothing to keep.
            }

            @Override
            public void delete(FaceCollection collection) {
                // Nothing to keep.
            }
        };
    }
}
