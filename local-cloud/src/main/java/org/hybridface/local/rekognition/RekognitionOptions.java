// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the local Rekognition runs.
 *
 * @param port              on 127.0.0.1, 0 for any free one
 * @param region            the one region it answers for
 * @param accountId         in the ARNs of collections
 * @param detector          a name {@link org.hybridface.vision.models.FaceModels#detector} knows
 * @param embedder          a name {@link org.hybridface.vision.models.FaceModels#embedder} knows; {@code auto} is SFace on the face and its
 *                          mirror image
 * @param requestsPerSecond more are refused with ProvisionedThroughputExceededException; 0 for no limit
 * @param storage           where collections outlive the process; empty keeps them in memory only, and faces end with the process
 */
public record RekognitionOptions(int port, String region, String accountId, String detector, String embedder,
        int requestsPerSecond, Optional<Storage> storage) {

    /** The quota of most operations in AWS's large regions. */
    public static final int DEFAULT_REQUESTS_PER_SECOND = 50;

    /**
     * @param folder  of encrypted collections
     * @param keyFile made when missing; belongs outside the folder
     */
    public record Storage(Path folder, Path keyFile) {
    }

    /** A free port, account 000000000000, the default models, 50 requests a second, nothing on disk. */
    public static RekognitionOptions of(String region) {
        return new RekognitionOptions(0, region, "000000000000", "auto", "auto", DEFAULT_REQUESTS_PER_SECOND, Optional.empty());
    }

    public RekognitionOptions withPort(int port) {
        return new RekognitionOptions(port, region, accountId, detector, embedder, requestsPerSecond, storage);
    }

    public RekognitionOptions withAccount(String accountId) {
        return new RekognitionOptions(port, region, accountId, detector, embedder, requestsPerSecond, storage);
    }

    public RekognitionOptions withModels(String detector, String embedder) {
        return new RekognitionOptions(port, region, accountId, detector, embedder, requestsPerSecond, storage);
    }

    public RekognitionOptions withRequestsPerSecond(int requestsPerSecond) {
        return new RekognitionOptions(port, region, accountId, detector, embedder, requestsPerSecond, storage);
    }

    public RekognitionOptions withStorage(Path folder, Path keyFile) {
        return new RekognitionOptions(port, region, accountId, detector, embedder, requestsPerSecond,
                Optional.of(new Storage(folder, keyFile)));
    }
}
