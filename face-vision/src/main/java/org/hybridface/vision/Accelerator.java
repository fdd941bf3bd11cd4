// SPDX-License-Identifier: Apache-2.0
package org.hybridface.vision;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.IntIntPairVector;
import org.opencv.dnn.Dnn;

/**
 * What computes the nets: a backend of OpenCV's DNN module with a target.
 *
 * @see <a href="https://docs.opencv.org/4.x/d6/d0f/group__dnn.html">Backend and Target in OpenCV's DNN module</a>
 */
public enum Accelerator {

    CPU(Dnn.DNN_BACKEND_OPENCV, Dnn.DNN_TARGET_CPU),
    OPENCL(Dnn.DNN_BACKEND_OPENCV, Dnn.DNN_TARGET_OPENCL),
    OPENCL_FP16(Dnn.DNN_BACKEND_OPENCV, Dnn.DNN_TARGET_OPENCL_FP16),
    OPENVINO(Dnn.DNN_BACKEND_INFERENCE_ENGINE, Dnn.DNN_TARGET_CPU),
    OPENVINO_GPU(Dnn.DNN_BACKEND_INFERENCE_ENGINE, Dnn.DNN_TARGET_OPENCL),
    CUDA(Dnn.DNN_BACKEND_CUDA, Dnn.DNN_TARGET_CUDA),
    CUDA_FP16(Dnn.DNN_BACKEND_CUDA, Dnn.DNN_TARGET_CUDA_FP16);

    private final int backend;
    private final int target;

    Accelerator(int backend, int target) {
        this.backend = backend;
        this.target = target;
    }

    /**
     * @param word for example {@code cpu} or {@code cuda-fp16}
     * @throws VisionException when there is none of that name, or the OpenCV library at hand does not offer it; names those it offers
     */
    public static Accelerator of(String word) {
        if (word.strip().equals(CPU.word())) {
            return CPU;
        }
        Set<Accelerator> offered = offered();
        return offered.stream().filter(one -> one.word().equals(word.strip())).findFirst()
                .orElseThrow(() -> new VisionException(("face.accelerator is '%s', which the OpenCV library at hand does not offer; "
                        + "it offers: %s. For another put an OpenCV built with it in the place of the one in lib/")
                        .formatted(word, offered.stream().map(Accelerator::word).collect(Collectors.joining(", ")))));
    }

    /** The word that chooses it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** OpenCV's number of the backend, for {@code Net.setPreferableBackend}. */
    public int backend() {
        return backend;
    }

    /** OpenCV's number of the target, for {@code Net.setPreferableTarget}. */
    public int target() {
        return target;
    }

    /** Asked through bytedeco's own binding: OpenCV's Java binding of the same question crashes the Java machine when asked twice. */
    private static Set<Accelerator> offered() {
        OpenCv.load();
        Set<Accelerator> offered = EnumSet.of(CPU);
        try (IntIntPairVector pairs = opencv_dnn.getAvailableBackends()) {
            for (long i = 0; i < pairs.size(); i++) {
                int backend = pairs.first(i);
                int target = pairs.second(i);
                Arrays.stream(values()).filter(one -> one.backend == backend && one.target == target).forEach(offered::add);
            }
        }
        return offered;
    }
}
