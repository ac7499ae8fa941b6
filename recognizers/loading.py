"""Machine code from the cache, without what only compiling needs.

Before Numba loads a function it registers all that it could compile, and it reads, beside the
machine code, from what others would be compiled that call the function: two thirds of the time
it takes, in every worker, mostly for nothing.  Both wait here until something is compiled.
What is kept, and whether it is still good, is Numba's affair; it is kept as Numba does.

Uses parts of Numba without a public name, those of version 0.68: any other loads as it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
from llvmlite import binding
from numba.core import caching, compiler
from numba.core.codegen import JITCodeLibrary
from numba.core.runtime.nrt import rtsys

if TYPE_CHECKING:
    from collections.abc import Callable

_CompileResult: Any = compiler.CompileResult  # a named tuple without types

IS_POSSIBLE = numba.__version__.startswith("0.68.")


class _Library(JITCodeLibrary):
    """Machine code, and what it was compiled from for whoever links it."""

    _bitcode: bytes

    @classmethod
    def loaded(cls, codegen: Any, name: str, machine_code: bytes, bitcode: bytes) -> _Library:
        """Return a library whose machine code is ready."""
        library = cls(codegen, name)
        library._bitcode = bitcode
        library.enable_object_caching()
        library._set_compiled_object(machine_code)
        library._finalize_final_module()
        return library

    def _get_module_for_linking(self) -> Any:
        if self._shared_module is None:
            self._shared_module = binding.parse_bitcode(self._bitcode)
            self._codegen._engine._load_defined_symbols(self._shared_module)
        return self._shared_module


class _Rebuilding(caching.CompileResultCacheImpl):
    """Makes a result of compiling of what was kept."""

    def rebuild(self, target_context: Any, payload: Any) -> Any:
        """Return it as ``CompileResult._rebuild`` does."""
        (name, kind, code), described, environment, *rest = payload
        signature, objectmode, lifted, annotation, reload_init, environments = rest
        if kind != "object" or reload_init:
            return super().rebuild(target_context, payload)
        codegen = target_context.codegen()
        library = _Library.loaded(codegen, name, *code)
        codegen._engine._defined_symbols.add(described.llvm_cpython_wrapper_name)
        entry = target_context.get_executable(library, described, environment)
        for one in environments:
            codegen.set_env(one.env_name, one)
        return _CompileResult(
            typing_context=target_context.typing_context,
            target_context=target_context,
            entry_point=entry,
            typing_error=None,
            type_annotation=annotation,
            signature=signature,
            objectmode=objectmode,
            lifted=lifted,
            fndesc=described,
            library=library,
            call_helper=None,
            environment=environment,
            metadata=None,
            reload_init=reload_init,
            referenced_envs=environments,
        )


def cache_of(function: Callable[..., Any]) -> Any:
    """Return the cache of a function."""
    return _QuickCache(function)


class _QuickCache(caching.FunctionCache):
    """Loads at once what is there."""

    _impl_class = _Rebuilding

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the machine code for some types; None if it is still to be compiled."""
        rtsys.initialize(target_context)  # what counts who uses an array
        with self._guard_against_spurious_io_errors():
            return self._load_overload(sig, target_context)
