// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rekognition;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hybridface.fuzz.Expected;
import org.hybridface.local.http.AwsException;
import org.hybridface.local.http.Principal;
import org.hybridface.vision.Embedding;
import org.hybridface.vision.ModelLines;

/** An operation's name (up to the first line break) and its input: answered, or refused as AWS refuses. */
public final class RekognitionInputFuzz {

    private static final String ID = "faces";
    private static final Principal CALLER = new Principal("arn:aws:iam::000000000000:user/fuzz");
    private static final Map<String, Operation> OPERATIONS = operations();

    private RekognitionInputFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] request) {
        int end = 0;
        while (end < request.length && request[end] != '\n') {
            end++;
        }
        Operation operation = OPERATIONS.get(new String(request, 0, end, StandardCharsets.UTF_8));
        if (operation == null) {
            return;
        }
        byte[] body = Arrays.copyOfRange(request, Math.min(end + 1, request.length), request.length);
        Expected.only(() -> operation.run(Input.parse(body), CALLER),
                thrown -> thrown instanceof AwsException refused && refused.status() < 500);
    }

    private static Map<String, Operation> operations() {
        PhotoAnalyser analyser = new Nobody();
        CollectionDirectory collections = new CollectionDirectory(FaceVault.none(), analyser.modelId(), Clock.systemUTC());
        Model model = Model.of(analyser);
        CollectionOperations stored = new CollectionOperations(collections, model, "arn:aws:rekognition:eu-west-1:000000000000:collection/");
        PhotoOperations looking = new PhotoOperations(collections, analyser, new Images(PhotoStore.none()), model);
        stored.create(Input.parse(("{\"CollectionId\":\"" + ID + "\"}").getBytes(StandardCharsets.UTF_8)), CALLER);
        return Map.ofEntries(Map.entry("DescribeCollection", stored::describe), Map.entry("ListCollections", stored::list),
                Map.entry("ListFaces", stored::listFaces), Map.entry("DeleteFaces", stored::deleteFaces),
                Map.entry("SearchFaces", stored::searchFaces), Map.entry("IndexFaces", looking::indexFaces),
                Map.entry("SearchFacesByImage", looking::searchFacesByImage), Map.entry("DetectFaces", looking::detectFaces),
                Map.entry("CompareFaces", looking::compareFaces));
    }

    /** Sees nobody in any photo: what is fuzzed is all that happens before the models look. */
    private static final class Nobody implements PhotoAnalyser {

        @Override
        public String modelId() {
            return "sface";
        }

        @Override
        public ModelLines lines() {
            return new ModelLines(1.03, 1.126, 1.048, 0.99, 0.95, 10.8);
        }

        @Override
        public Photo open(byte[] image) {
            return new Photo() {
                @Override
                public List<Face> faces() {
                    return List.of();
                }

                @Override
                public Embedding embed(Face face) {
                    throw new IllegalStateException("there is none");
                }

                @Override
                public void close() {
                    // Nothing was opened.
                }
            };
        }

        @Override
        public void close() {
            // No model.
        }
    }
}
