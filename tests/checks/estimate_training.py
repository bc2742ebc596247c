"""Checks of parameters, files, memory and compute: each quantity as the product works it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from ragft_tui.core.costs import Architecture, Mlp
from ragft_tui.estimate import adapters, compute, memory
from ragft_tui.estimate.memory import Load, Quant, Stack
from tests.checks.estimate_inputs import Given, OutOfScopeError, count_trainable_of, symbol

_GB: Final = 10**9
_HEADROOM: Final = 1.15
_BYTES_OF: Final = {
    **dict.fromkeys(("fp64", "float64"), 8.0),
    **dict.fromkeys(("fp32", "float32", "tf32"), 4.0),
    **dict.fromkeys(("fp16", "float16", "bf16", "bfloat16"), 2.0),
    **dict.fromkeys(("int8", "fp8", "8bit"), 1.0),
    **dict.fromkeys(("int4", "fp4", "nf4", "4bit"), 0.5),
}
_QUANTS: Final = {
    **dict.fromkeys(("", "none", "bf16", "fp16", "16bit"), Quant.NONE),
    **dict.fromkeys(("int8", "bnb.int8", "8bit", "llm.int8"), Quant.INT8),
    **dict.fromkeys(("nf4", "bnb.nf4", "fp4", "bnb.fp4", "4bit"), Quant.NF4),
    **dict.fromkeys(("nf4-dq", "bnb.nf4-dq", "fp4-dq", "bnb.fp4-dq"), Quant.NF4_DQ),
}
_ADAM8: Final = (4, 4, 2)
_BF16: Final = (2, 2, 4)


def trainable_params(given: Given) -> float:
    """Return the parameters that an adapter trains."""
    rank, dora = given.whole("rank", "lora_rank", "r"), given.text("variant") == "dora"
    dora = dora or given.flag("dora") or given.flag("use_dora")
    custom = given.values.get("custom_modules")
    if isinstance(custom, dict):
        modules = [(int(inputs), int(outputs)) for inputs, outputs in custom["modules_in_out"]]
        return adapters.count_trainable(modules, rank, copies=int(custom["blocks"]), dora=dora)
    architecture = given.model().architecture
    targets = given.targets("target_modules", "lora_targets", "targets")
    return count_trainable_of(architecture, targets, rank, dora=dora)


def total_params(given: Given) -> float:
    """Return all parameters of a model, of which a note may tell the symbols."""
    if given.has("arch", "model"):
        return given.model().architecture.total_params
    note = given.text("note", "what")
    hidden = symbol(note, "d", "d_model")
    return Architecture(
        hidden_size=hidden,
        num_layers=symbol(note, "L", "layers"),
        num_heads=1,
        num_kv_heads=1,
        head_dim=hidden,
        intermediate_size=4 * hidden,
        vocab_size=symbol(note, "vocab", "V"),
        context_length=symbol(note, "ctx", "context"),
        tied_embeddings=True,
        qkv_bias=True,
        other_bias=True,
        mlp=Mlp.PLAIN,
    ).total_params


def file_bytes(given: Given) -> float:
    """Return the size of a file of parameters."""
    size = given.number(
        "bytes_per_param", default=_dtype_bytes(given.text("dtype", default="fp32"))
    )
    if given.has("trainable_params", "params"):
        return adapters.file_bytes(given.whole("trainable_params", "params"), size)
    return adapters.file_bytes(round(trainable_params(given)), size)


def deployment_bytes(given: Given) -> float:
    """Return the size of a base with its adapters."""
    return adapters.deployment_bytes(
        given.whole("base_bytes"), given.whole("adapter_bytes"), given.whole("n_adapters")
    )


def model_states(given: Given) -> float:
    """Return the states of full training, on each GPU where they are shared out."""
    per_param = _regime_bytes(given)
    stage, gpus = given.whole("zero_stage", default=0), given.whole("n_gpus", "gpus", default=1)
    return memory.zero_bytes(given.params(), stage, gpus, per_param - 4)


def _regime_bytes(given: Given) -> float:
    if given.has("bytes_per_param"):
        return given.number("bytes_per_param")
    found = re.search(r"_([0-9.]+)B", given.text("regime"))
    if found is None:
        raise OutOfScopeError("the bytes of a parameter are not told")
    return float(found[1])


def weights(given: Given) -> float:
    """Return the bytes of all parameters."""
    return given.params() * _dtype_bytes(given.text("dtype", default="bf16"))


def _dtype_bytes(name: str) -> float:
    size = _BYTES_OF.get(name.casefold().removeprefix("torch."))
    if size is None:
        raise OutOfScopeError(f'the type "{name}" is not known')
    return size


def weights_loaded(given: Given) -> float:
    """Return the bytes of a base model in memory, quantized or not."""
    quant = _quant(given, "quant", "base_quant")
    if quant is Quant.NONE:
        return weights(given)
    model = given.model()
    return memory.base_bytes(model.architecture, model.total_params, quant)


def _quant(given: Given, *names: str) -> Quant:
    name = given.text(*names, default="none").casefold()
    quant = _QUANTS.get(name)
    if quant is None:
        raise OutOfScopeError(f'the quantization "{name}" is not known')
    return Quant.NF4_DQ if quant is Quant.NF4 and given.flag("double_quant") else quant


def nf4_packed_linear(given: Given) -> float:
    """Return the bytes of the linear modules in 4 bits, without their scales."""
    return given.model().architecture.linear_params / 2


def nf4_quant_scales(given: Given) -> float:
    """Return the bytes of the scales."""
    double = given.flag("double_quant")
    return given.model().architecture.linear_params * memory.scale_bytes(double=double)


def nf4_to_nf4dq_saving(given: Given) -> float:
    """Return the bytes that double quantization saves."""
    return given.model().architecture.linear_params * memory.double_quant_saving_bits() / 8


def quant_constant_saving(given: Given) -> float:
    """Return the bits that double quantization saves for each parameter."""
    return memory.double_quant_saving_bits(
        given.whole("block", default=64),
        given.whole("block2", default=256),
        given.whole("bits1", default=32),
        given.whole("bits2", default=8),
    )


def rule_total(given: Given) -> float:
    """Return the total by a rule of bytes for each parameter."""
    return given.params() * _regime_bytes(given)


def quantized_rule_total(given: Given) -> float:
    """Return the same for a quantized base, whose other parts take two gigabytes."""
    return rule_total(given) + 2 * _GB


def qlora_footprint(given: Given) -> float:
    """Return weights and an adapter in 16 bits, with headroom."""
    model = given.model()
    rank = given.whole("adapter_rank", "lora_rank", "rank", default=64)
    trained = count_trainable_of(model.architecture, ("all-linear",), rank)
    base = memory.base_bytes(model.architecture, model.total_params, _quant(given, "quant"))
    return (base + 2 * trained) * given.number("headroom", default=1.0)


def lora16_min_vram(given: Given) -> float:
    """Return the least memory for LoRA on 16 bits."""
    return 2 * given.params() * given.number("headroom", default=_HEADROOM)


def qlora_min_vram(given: Given) -> float:
    """Return the weights of a base in 4 bits, below which nothing runs."""
    return weights_loaded(given)


def _stack(given: Given, quant: Quant) -> Stack:
    """Return what a stack keeps, by its name."""
    name = given.text("stack", default="hf+peft").casefold()
    stack = memory.TRANSFORMERS
    if "chunked" in name:
        stack = memory.CHUNKED if "compile" in name else replace(memory.CHUNKED, compiled=1)
    elif quant is not Quant.NONE:
        prepared = name.startswith(("hf", "transformers", "peft", "trl"))
        stack = memory.TRANSFORMERS_4_BIT if prepared else memory.UNPREPARED_4_BIT
    if "8bit" in given.text("optimizer"):
        return replace(stack, adapter_bytes=_ADAM8)
    return replace(stack, adapter_bytes=_BF16) if "torchtune" in name else stack


def peak(given: Given) -> float:
    """Return the peak of training adapters, or all parameters where there is no rank."""
    model, quant = given.model(), _quant(given, "base_quant", "quant")
    architecture, stack = model.architecture, _stack(given, quant)
    load = Load(
        batch=given.whole("batch_size", "micro_batch", "batch", default=1),
        sequence=given.whole("seq_len", "sequence"),
        checkpointing=given.flag("gradient_checkpointing"),
        eager=given.text("attention").startswith("eager"),
    )
    if not given.has("lora_rank", "rank"):
        per_param = 8 if "bf16" in given.text("stack") else 18
        return model.total_params * per_param + memory.activation_bytes(architecture, load, stack)
    targets = given.targets("lora_targets", "target_modules", "targets")
    rank = given.whole("lora_rank", "rank")
    dora = given.text("variant") == "dora"
    return memory.adapter_peak(
        architecture,
        model.total_params,
        count_trainable_of(architecture, targets, rank, dora=dora),
        quant=quant,
        load=load,
        stack=stack,
    ).total


def peak_minus_baseline(given: Given) -> float:
    """Return what a larger adapter needs more than a smaller one."""
    architecture = given.model().architecture
    baseline = re.match(r"r\s*=\s*([0-9]+)\s+(.+)", given.text("baseline"))
    if baseline is None:
        raise OutOfScopeError("the baseline is not told")
    short = {"q": "q_proj", "k": "k_proj", "v": "v_proj", "o": "o_proj"}
    names = [short.get(name, name) for name in re.split(r"[+,\s]+", baseline[2].strip())]
    before = count_trainable_of(architecture, names, int(baseline[1]))
    after = count_trainable_of(
        architecture, given.targets("lora_targets", "target_modules"), given.whole("lora_rank")
    )
    return (after - before) * given.number("bytes_per_trainable_param", default=16)


def _per_token(given: Given) -> float:
    if given.has("flops_per_param_token"):
        return given.number("flops_per_param_token")
    found = re.match(r"([0-9.]+)\s*\*?N", given.text("rule"))
    return float(found[1]) if found else 6


def train_flops(given: Given) -> float:
    """Return the FLOPs of a run."""
    return compute.train_flops(given.active_params(), given.number("tokens"), _per_token(given))


def gpu_hours(given: Given) -> float:
    """Return the hours of one GPU."""
    flops = given.number("flops") if given.has("flops") else train_flops(given)
    return compute.gpu_hours(flops, given.number("peak_flops"), given.number("mfu"))


def wall_hours(given: Given) -> float:
    """Return the hours of all GPUs together."""
    return gpu_hours(given) / given.number("n_gpus", "gpus", default=1)


def tokens_per_second(given: Given) -> float:
    """Return the speed of training, of all GPUs together."""
    one = compute.tokens_per_second(
        given.active_params(), _per_token(given), given.number("peak_flops"), given.number("mfu")
    )
    return one * given.number("n_gpus", "gpus", default=1)


def seconds_per_iteration(given: Given) -> float:
    """Return the time of one step."""
    return given.number("tokens_per_iter") / tokens_per_second(given)


TRAINING: Final[Mapping[str, Callable[[Given], float]]] = {
    "trainable_params": trainable_params,
    "total_params": total_params,
    "file_bytes": file_bytes,
    "adapter_bytes": file_bytes,
    "deployment_bytes": deployment_bytes,
    "model_states": model_states,
    "model_states_per_gpu": model_states,
    "weights": weights,
    "weights_loaded": weights_loaded,
    "nf4_packed_linear": nf4_packed_linear,
    "nf4_quant_scales": nf4_quant_scales,
    "nf4_to_nf4dq_saving": nf4_to_nf4dq_saving,
    "quant_constant_saving_bits_per_param": quant_constant_saving,
    "full_finetune_total": rule_total,
    "full_mixed_total": rule_total,
    "full_pure_bf16_total": rule_total,
    "lora16_total": rule_total,
    "qlora8_total": quantized_rule_total,
    "qlora4_total": quantized_rule_total,
    "qlora2_total": quantized_rule_total,
    "qlora_4bit_model_footprint": qlora_footprint,
    "lora16_min_vram": lora16_min_vram,
    "qlora_min_vram": qlora_min_vram,
    "peak_allocated": peak,
    "peak_train": peak,
    "peak_minus_baseline": peak_minus_baseline,
    "train_flops": train_flops,
    "gpu_hours": gpu_hours,
    "wall_hours": wall_hours,
    "tokens_per_sec": tokens_per_second,
    "tokens_per_second": tokens_per_second,
    "seconds_per_iter": seconds_per_iteration,
}
"""Quantities of fine-tuning by their names in a file of checks."""
