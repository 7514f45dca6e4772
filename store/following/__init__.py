"""The rules by which a question follows another, along the flow: what it says, which days, what is kept."""
